import { taskTypes } from "./contracts.ts";
import { indented, type Place, type Written } from "./place.ts";
import { pattern } from "./patterns.ts";
import { chance, choose, pick, times } from "./random.ts";
import { randomType } from "./random-value.ts";
import { receiver } from "./receiver.ts";
import { bind, insideFunction, part, pure, type Scope } from "./scope.ts";
import { boolean, definedOf, list, plainNumber, text, typeText, type ValueType, widened } from "./value-type.ts";

/** `await Promise.all([…])` of tasks, functions and values. */
export function awaitedBranches(place: Place): Written {
  const { scope } = place;
  scope.note("Promise.all");
  const branches = times(1 + scope.random.below(3), () => branch(scope));
  if (place.inParallel === false && !scope.inTry) branches.push(...changed(scope));
  const named = branches.map((found) => ({ ...found, name: scope.freshName() }));
  const line = `const [${named.map(({ name }) => name).join(", ")}] = await Promise.all([${named.map(({ source }) => source).join(", ")}]);`;
  const after = named.reduce((inner, { name, type }) => bind(inner, { name, type }), scope);
  return { lines: [line], scope: after };
}

/** Elements that change what the elements before them may have read, which is refused where they have, or that see the time. */
function changed({ random, mutables, note }: Scope): readonly Branch[] {
  const lists = mutables.filter(({ type }) => type.kind === "list" && type.element.kind === "text");
  if (chance(random, 10)) {
    note("moment in Promise.all");
    return [{ source: "context.now() > 1000000", type: boolean }];
  }
  if (lists.length === 0 || !chance(random, 10)) return [];
  note("change in Promise.all");
  return [{ source: `${pick(random, lists).name}.push("pushed")`, type: plainNumber }];
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
  const form = pick(random, [
    "Promise.all over items",
    "Promise.all over items",
    "mapItems",
    "mapItems in batches",
  ] as const);
  note(form);
  const lists = scope.references.flatMap(({ type }) => (type.kind === "list" ? [type.element] : []));
  const element = widened(lists.length > 0 ? pick(random, lists) : text);
  const source = `${receiver(element, pure(scope))}.slice(0, 4)`;
  const type = widened(definedOf(randomType(random, 1)));
  const { parameters, body } = callback(
    place,
    form === "mapItems in batches" ? list(element) : element,
    type,
    form === "mapItems in batches",
  );
  const [head, tail] =
    form === "Promise.all over items"
      ? [`Promise.all(${source}.map(async (${parameters}): Promise<${typeText(type)}> => {`, "}));"]
      : [`mapItems(${source}, ${options(place, form)}, async (${parameters}): Promise<${typeText(type)}> => {`, "});"];
  return { lines: [`const ${name} = await ${head}`, ...body, tail], scope: bind(scope, { name, type: list(type) }) };
}

function options({ scope: { random } }: Place, form: "mapItems" | "mapItems in batches"): string {
  const concurrency = `concurrency: ${1 + random.below(3)}`;
  if (form === "mapItems") return pick(random, [`{ ${concurrency} }`, "{}"]);
  return pick(random, [`{ ${concurrency}, batchSize: 2 }`, "{ batchSize: 3 }", "{ batchSize: 1 }"]);
}

function callback(
  place: Place,
  element: ValueType,
  returns: ValueType,
  isBatch: boolean,
): { readonly parameters: string; readonly body: readonly string[] } {
  const { scope } = place;
  const { random, note } = scope;
  const outer = { ...insideFunction(scope), assignables: [], mutables: [] };
  const item = !isBatch && chance(random, 25) ? pattern(element, outer) : undefined;
  if (item !== undefined && element.kind === "object") note("destructured parameter");
  const [plain, batch] = [scope.freshName(), scope.freshName()];
  const taken = item ?? { source: isBatch ? batch : plain, scope: bind(outer, { name: plain, type: element }) };
  // A batch is readonly.
  const copy = isBatch ? [`const ${plain} = ${pick(random, [`[...${batch}]`, `${batch}.slice(0)`])};`] : [];
  const hasIndex = !isBatch && chance(random, 50);
  const index = scope.freshName();
  const inside = hasIndex ? bind(taken.scope, { name: index, type: plainNumber }) : taken.scope;
  const within: Place = {
    ...place,
    scope: inside,
    nesting: place.nesting - 1,
    inParallel: true,
    returns,
    targets: [],
  };
  const body = place.writeBlock(within, 1 + random.below(2));
  if (body.lines.some((line) => /\breturn\b/.test(line))) note("early return in a callback");
  const end = body.ends === true ? [] : [`return ${part(returns, body.scope)};`];
  return {
    parameters: hasIndex ? `${taken.source}, ${index}` : taken.source,
    body: indented([...copy, ...body.lines, ...end]),
  };
}
