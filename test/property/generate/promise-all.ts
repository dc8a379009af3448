import { taskTypes } from "./contracts.ts";
import { iteration } from "./iteration.ts";
import { mappedItems } from "./mapped-items.ts";
import type { Place, Written } from "./place.ts";
import { chance, choose, pick, times } from "./random.ts";
import { randomType } from "./random-value.ts";
import { receiver } from "./receiver.ts";
import { bind, part, pure, type Scope } from "./scope.ts";
import { boolean, definedOf, list, plainNumber, text, typeText, type ValueType, widened } from "./value-type.ts";

/** `await Promise.all([…])` of tasks, functions and values. */
export function awaitedBranches(place: Place): Written {
  const { scope } = place;
  scope.note("Promise.all");
  const branches = times(1 + scope.random.below(3), () => branch(scope));
  const lines: string[] = [];
  let after = scope;
  if (place.inParallel === false && !scope.inTry) {
    const change = changed(scope);
    branches.unshift(...change.branches);
    lines.push(...change.lines);
    after = change.scope;
  }
  const named = branches.map((found) => ({ ...found, name: scope.freshName() }));
  const line = `const [${named.map(({ name }) => name).join(", ")}] = await Promise.all([${named.map(({ source }) => source).join(", ")}]);`;
  after = named.reduce((inner, { name, type }) => bind(inner, { name, type }), after);
  return { lines: [...lines, line], scope: after };
}

/** Elements that change what the elements before them may have read, which is refused where they have, or that see the time. */
function changed(scope: Scope): Written & { readonly branches: readonly Branch[] } {
  const { random, mutables, note } = scope;
  if (chance(random, 10)) {
    note("moment in Promise.all");
    return { lines: [], branches: [{ source: "context.now() > 1000000", type: boolean }], scope };
  }
  if (!chance(random, 15)) return { lines: [], branches: [], scope };
  note("change in Promise.all");
  const push = (name: string): readonly Branch[] => [{ source: `${name}.push("pushed")`, type: plainNumber }];
  const lists = mutables.filter(({ type }) => type.kind === "list" && type.element.kind === "text");
  if (lists.length > 0) return { lines: [], branches: push(pick(random, lists).name), scope };
  const name = scope.freshName();
  const line = `const ${name} = [${part(text, pure(scope))}];`;
  return { lines: [line], branches: push(name), scope: bind(scope, { name, type: list(text) }) };
}

interface Branch {
  readonly source: string;
  readonly type: ValueType;
}

function branch(scope: Scope): Branch {
  const inner = pure(scope);
  const { random, note } = scope;
  // What may be undefined is no element of an array.
  const helpers = scope.functions.filter(
    ({ kind, isAlone, result }) => kind === "async" && !isAlone && !(result.kind === "maybe" && result.isUndefined),
  );
  return choose<Branch>(random, [
    [
      1,
      () => {
        const type = widened(definedOf(randomType(random, 1)));
        return { source: `same<${typeText(type)}>(${part(type, inner)})`, type };
      },
    ],
    [
      2,
      () => {
        const task = pick(random, taskTypes);
        return { source: `${task.variable}(${part(task.input, inner)})`, type: task.output };
      },
    ],
    [
      helpers.length > 0 ? 3 : 0,
      () => {
        note("async function in Promise.all");
        const { name, parameters, result } = pick(random, helpers);
        return { source: `${name}(${parameters.map((type) => part(type, inner)).join(", ")})`, type: result };
      },
    ],
  ]);
}

/** A callback for each item, all at once or some at a time. */
export function awaitedIterations(place: Place): Written {
  const { scope } = place;
  const { random, note } = scope;
  const name = scope.freshName();
  const helpers = scope.functions.filter(
    ({ kind, isAlone, hasRest, required, result, parameters: [first, second] }) =>
      required === 1 &&
      !(result.kind === "maybe" && result.isUndefined) &&
      kind === "async" &&
      !isAlone &&
      !hasRest &&
      first?.kind === "text" &&
      second === undefined,
  );
  if (helpers.length > 0 && chance(random, 40)) {
    note("async function as the callback of Promise.all");
    const { name: called, result } = pick(random, helpers);
    const line = `const ${name} = await Promise.all(${receiver(text, pure(scope))}.slice(0, 4).map(${called}));`;
    return { lines: [line], scope: bind(scope, { name, type: list(result) }) };
  }
  if (chance(random, 60)) return mappedItems(place, name);
  note("Promise.all over items");
  const lists = scope.references.flatMap(({ type }) => (type.kind === "list" ? [type.element] : []));
  const element = widened(lists.length > 0 ? pick(random, lists) : text);
  const source = `${receiver(element, pure(scope))}.slice(0, 4)`;
  const type = widened(definedOf(randomType(random, 1)));
  const { parameters, body } = iteration(place, { element, returns: type, isBatch: false });
  const head = `Promise.all(${source}.map(async (${parameters}): Promise<${typeText(type)}> => {`;
  return { lines: [`const ${name} = await ${head}`, ...body, "}));"], scope: bind(scope, { name, type: list(type) }) };
}
