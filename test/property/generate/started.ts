import { argumentsOf } from "./functions.ts";
import { taskTypes } from "./contracts.ts";
import type { Place, Written } from "./place.ts";
import { chance, choose, pick, times } from "./random.ts";
import { bind, part, pure, safe, type Scope } from "./scope.ts";
import { plainNumber, text, type ValueType } from "./value-type.ts";

interface Start {
  readonly source: string;
  /** The type of what it resolves with; nothing of an event or a sleep. */
  readonly type: ValueType | undefined;
}

/** Calls that are started before they are awaited, or whose outcomes are gathered; something may happen in between. */
export function startedCalls(place: Place): Written {
  const { random, note } = place.scope;
  const form = pick(random, [
    "started before it is awaited",
    "started before it is awaited",
    "gathered",
    "Promise.allSettled",
  ] as const);
  note(form);
  // What fails in a branch would have to be caught.
  const scope: Scope = { ...place.scope, inTry: true };
  const starts = times(pick(random, [1, 2, 2, 3]), () => start(scope, form));
  const names = starts.map(() => scope.freshName());
  if (form === "Promise.allSettled") return settled(place, starts, names);
  const [lines, after] = withBetween(
    place,
    starts.map(({ source }, index) => `const ${names[index]} = ${source}; /* started */`),
  );
  const results = starts.map(({ type }) => ({ name: scope.freshName(), type }));
  const known = results.reduce(
    (inner, { name, type }) => (type === undefined ? inner : bind(inner, { name, type, canNarrow: false })),
    after,
  );
  if (form === "gathered") {
    const list = `await Promise.all([${names.join(", ")}])`;
    return { lines: [...lines, `const [${results.map(({ name }) => name).join(", ")}] = ${list};`], scope: known };
  }
  const awaits = results.map(({ name, type }, index) =>
    type === undefined ? `await ${names[index]};` : `const ${name} = await ${names[index]};`,
  );
  return { lines: [...lines, ...awaits], scope: known };
}

function settled({ scope }: Place, starts: readonly Start[], names: readonly string[]): Written {
  const kept = names.map((name) => ({ name: scope.freshName(), value: statusOf(name, scope) }));
  return {
    lines: [
      `const [${names.join(", ")}] = await Promise.allSettled([${starts.map(({ source }) => source).join(", ")}]);`,
      ...kept.map(({ name, value }) => `const ${name}: string = ${value};`),
    ],
    scope: kept.reduce((inner, { name }) => bind(inner, { name, type: text }), scope),
  };
}

function statusOf(name: string, { random }: Scope): string {
  return chance(random, 50)
    ? `${name}.status`
    : `${name}.status === "rejected" ? (${name}.reason as Error).name : "fine"`;
}

function start(scope: Scope, form: string): Start {
  const { random, note, functions } = scope;
  // What fails where a call is started is not caught where it is awaited.
  const inner = safe(scope);
  const ofTask = (): Start => {
    const task = pick(random, taskTypes);
    const options = chance(random, 10) ? ".with({ timeoutSeconds: 30 })" : "";
    return { source: `${task.variable}${options}(${part(task.input, inner)})`, type: task.output };
  };
  const helpers = functions.filter(
    ({ kind, result }) => kind === "async" && !(result.kind === "maybe" && result.isUndefined),
  );
  // In an array of outcomes what gives nothing would be undefined.
  const mayBeNothing = form === "started before it is awaited" ? 1 : 0;
  return choose<Start>(random, [
    [6, ofTask],
    [
      helpers.length > 0 ? 4 : 0,
      () => {
        note("async function started");
        const called = pick(random, helpers);
        return { source: `${called.name}(${argumentsOf(called, inner).join(", ")})`, type: called.result };
      },
    ],
    [mayBeNothing, () => ({ source: "sleep(60)", type: undefined })],
    [mayBeNothing, () => ({ source: `emit(thingFailed, { reason: ${part(text, inner)} })`, type: undefined })],
    [
      1,
      () => {
        note("call of a workflow");
        const input = `{ id: ${part(text, inner)}, n: ${part(plainNumber, inner)} }`;
        return {
          source: `call(called, ${input})`,
          type: { kind: "object", members: { id: { type: text, isOptional: false } } },
        };
      },
    ],
  ]);
}

/** The starts, with statements between them that need no state; what they change, the calls may not have read. */
function withBetween(place: Place, starts: readonly string[]): readonly [lines: readonly string[], scope: Scope] {
  const { random, note, assignables, mutables } = place.scope;
  let { scope } = place;
  const lines: string[] = [];
  for (const line of starts) {
    lines.push(line);
    if (chance(random, 70)) continue;
    note("something between start and await");
    // Most of what is changed has been read, which is refused: that must happen, but seldom.
    const hidden = chance(random, 93) ? { assignables: [], mutables: [] } : {};
    const within: Place = {
      ...place,
      scope: { ...pure(scope), ...hidden },
      nesting: 0,
      isPure: true,
      returns: "none",
      targets: [],
    };
    const written = place.writeBlock(within, 1);
    lines.push(...written.lines);
    const { assignables: own, mutables: made } = written.scope;
    scope = {
      ...written.scope,
      canAwait: place.scope.canAwait,
      assignables: [...assignables, ...own.filter((each) => !assignables.includes(each))],
      mutables: [...mutables, ...made.filter((each) => !mutables.includes(each))],
    };
  }
  return [lines, scope];
}
