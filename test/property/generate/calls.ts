import { eventTypes, taskTypes } from "./contracts.ts";
import { only, type Place, type Written } from "./place.ts";
import { chance, choose, pick } from "./random.ts";
import { bind, insideFunction, part, pure, type Scope } from "./scope.ts";
import { boolean, nullable, optional, plainNumber, text, type ValueType } from "./value-type.ts";

/** A statement that calls a task, with or without options, and keeps what it gives. */
export function taskCall(place: Place): Written {
  const { scope } = place;
  scope.note("task");
  const task = pick(scope.random, taskTypes);
  return kept(place, `${task.variable}${options(scope)}(${part(task.input, scope)})`, task.output);
}

function options({ random, note }: Scope): string {
  if (!chance(random, 12)) return "";
  note("task with options");
  return pick(random, [
    '.with({ retry: "none" })',
    ".with({ timeoutSeconds: 30 })",
    '.with({ retry: [{ errors: ["Boom"], maxAttempts: 2 }] })',
  ]);
}

function kept({ scope }: Place, call: string, type: ValueType): Written {
  if (chance(scope.random, 25)) return { lines: [`await ${call};`], scope };
  const name = scope.freshName();
  return { lines: [`const ${name} = await ${call};`], scope: bind(scope, { name, type, isData: true }) };
}

export function emitCall(place: Place): Written {
  const { scope } = place;
  scope.note("emit");
  const event = pick(
    scope.random,
    eventTypes.filter(({ hasToken }) => !hasToken),
  );
  return only(place, `await emit(${event.variable}, ${part(event.detail, scope)});`);
}

export function sleepCall(place: Place): Written {
  const { scope } = place;
  const { random, note } = scope;
  return only(
    place,
    choose(random, [
      [
        1,
        () => {
          note("sleep for a duration");
          return `await sleep(${pick(random, ["{ minutes: 5 }", "{ seconds: 1, hours: 2 }", "{ days: 1 }"])});`;
        },
      ],
      [
        1,
        () => {
          note("sleep for seconds");
          // Less than none is refused of a literal, and is none otherwise.
          const read = scope.references.filter(({ type }) => type.kind === "number").map(({ source }) => source);
          return `await sleep(${pick(random, ["3", `Math.abs(${part(plainNumber, pure(scope))})`, ...read])});`;
        },
      ],
      [
        1,
        () => {
          note("sleep until");
          return `await sleepUntil(${pick(random, ['"2026-12-24T18:00:00Z"', '"2020-01-01T00:00:00+02:00"', `\`202\${Math.min(9, ${part(text, pure(scope))}.length)}-03-04T05:06:07Z\``])});`;
        },
      ],
    ]),
  );
}

/** The answer to a callback, as its options declare it. */
const answer: ValueType = {
  kind: "object",
  members: { ok: { type: { kind: "boolean" }, isOptional: false }, by: { type: nullable(text), isOptional: false } },
};

export function callbackCall(place: Place): Written {
  const { scope } = place;
  const { random, note } = scope;
  const isTask = chance(random, 60);
  note(isTask ? "callback by a task" : "callback by an event");
  const inner = insideFunction(pure(scope));
  const start = isTask
    ? `ask({ token, about: ${part(text, inner)} })`
    : `emit(asked, { token, n: ${part(plainNumber, inner)} })`;
  return kept(place, `callback(callbackOptions, (token) => ${start})`, answer);
}

const item: ValueType = {
  kind: "object",
  members: {
    Item: {
      type: {
        kind: "object",
        members: {
          id: { type: { kind: "object", members: { S: { type: text, isOptional: true } } }, isOptional: true },
          n: { type: { kind: "object", members: { N: { type: text, isOptional: true } } }, isOptional: true },
        },
      },
      isOptional: true,
    },
  },
};

export function awsCall(place: Place): Written {
  const { scope } = place;
  const { random, note } = scope;
  note("aws operation");
  const key = (): string => `{ id: { S: ${part(text, pure(scope))} } }`;
  return choose<Written>(random, [
    [
      2,
      () => {
        const name = scope.freshName();
        const line = `const ${name} = await dynamodb.getItem({ TableName: orders.reference, Key: ${key()} });`;
        const members = (item as Extract<ValueType, { kind: "object" }>).members;
        const found = bind(scope, { name: `${name}.Item`, type: optional(members["Item"]!.type), canNarrow: false });
        return {
          lines: [line],
          scope: {
            ...found,
            references: found.references.map((each) => (each.root === `${name}.Item` ? { ...each, root: name } : each)),
          },
        };
      },
    ],
    [1, () => only(place, `await dynamodb.putItem({ TableName: orders.reference, Item: ${key()} });`)],
  ]);
}

/** What the called workflow gives. */
const called: ValueType = {
  kind: "object",
  members: {
    id: { type: text, isOptional: false },
    value: { type: nullable(plainNumber), isOptional: false },
    tags: { type: { kind: "list", element: text }, isOptional: false },
  },
};

export function workflowCall(place: Place): Written {
  const scope = pure(place.scope);
  scope.note("call of a workflow");
  const timeout = chance(scope.random, 30) ? ", { timeoutSeconds: 600 }" : "";
  const input = `{ id: ${part(text, scope)}, n: ${part(plainNumber, scope)} }`;
  return kept(place, `call(called, ${input}${timeout})`, called);
}

/** What an execution knows of itself; moments and names differ from one to the next, so only what is always true is kept. */
export function contextRead({ scope }: Place): Written {
  const name = scope.freshName();
  const [construct, value, type] = pick(scope.random, [
    ["moment", "context.now() > 1000000", boolean],
    ["name of the execution", "context.execution.name.length > 0", boolean],
    ["name of the execution", 'context.execution.startTime.startsWith("2")', boolean],
    ["name of the workflow", "context.workflow.name", text],
  ] as const);
  scope.note(construct);
  return { lines: [`const ${name} = same(${value});`], scope: bind(scope, { name, type, canNarrow: false }) };
}
