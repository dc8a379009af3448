import type { Place, Written } from "./block.ts";
import { taskTypes } from "./contracts.ts";
import { chance, pick, times } from "./random.ts";
import { randomType } from "./random-value.ts";
import { bind, part, type Scope } from "./scope.ts";
import { definedOf, list, plainNumber, text, type ValueType, widened } from "./value-type.ts";

/** `await Promise.all([…])` of tasks and values. */
export function awaitedBranches({ scope }: Place): Written {
  const branches = times(1 + scope.random.below(3), () => branch(scope));
  const named = branches.map((found) => ({ ...found, name: scope.freshName() }));
  const line = `const [${named.map(({ name }) => name).join(", ")}] = await Promise.all([${named.map(({ source }) => source).join(", ")}]);`;
  const after = named.reduce((inner, { name, type }) => bind(inner, { name, type }), scope);
  return { lines: [line], scope: after };
}

interface Branch {
  readonly source: string;
  readonly type: ValueType;
}

function branch(scope: Scope): Branch {
  const inner = { ...scope, canAwait: false };
  if (chance(scope.random, 25)) {
    const type = widened(definedOf(randomType(scope.random, 1)));
    return { source: part(type, inner), type };
  }
  const task = pick(scope.random, taskTypes);
  return { source: `${task.variable}(${part(task.input, inner)})`, type: task.output };
}

/** `await Promise.all(items.map(async (item, index) => { … }))`. */
export function awaitedIterations(place: Place): Written {
  const { scope } = place;
  const { random } = scope;
  const lists = scope.references.flatMap(({ type }) => (type.kind === "list" ? [type.element] : []));
  const element = lists.length > 0 ? pick(random, lists) : text;
  const source = part(list(element), { ...scope, canAwait: false });
  const [item, index] = [scope.freshName(), scope.freshName()];
  const inner = bind(bind({ ...scope, assignables: [] }, { name: item, type: element }), {
    name: index,
    type: plainNumber,
  });
  const body = place.writeBlock(
    { ...place, scope: inner, nesting: place.nesting - 1, inParallel: true },
    1 + random.below(2),
  );
  const name = scope.freshName();
  const type = widened(definedOf(randomType(random, 1)));
  const lines = [
    `const ${name} = await Promise.all(${source}.map(async (${item}, ${index}) => {`,
    // An early return would change the type of the results.
    ...body.lines.filter((line) => !/\breturn /.test(line) || line.includes("=>")).map((line) => `  ${line}`),
    `  return ${part(type, body.scope)};`,
    "}));",
  ];
  return { lines, scope: bind(scope, { name, type: list(type) }) };
}
