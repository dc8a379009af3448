import {
  list,
  nullable,
  optional,
  plainNumber,
  schemaText,
  text,
  boolean,
  mixed,
  type ValueType,
} from "./value-type.ts";

export interface TaskType {
  /** The contract's name. */
  readonly name: string;
  /** The name under which its file exports it. */
  readonly variable: string;
  readonly input: ValueType;
  readonly output: ValueType;
  readonly errors: readonly string[];
}

const object = (members: Readonly<Record<string, ValueType>>): ValueType => ({
  kind: "object",
  members: Object.fromEntries(
    Object.entries(members).map(([name, type]) => {
      const isOptional = type.kind === "maybe" && type.isUndefined;
      return [name, { type: isOptional ? type.inner : type, isOptional }];
    }),
  ),
});

const line = object({ sku: text, n: plainNumber, tags: list(text), note: optional(text) });

/** The task functions that generated workflows call. */
export const taskTypes: readonly TaskType[] = [
  {
    name: "load",
    variable: "load",
    input: object({ id: text }),
    output: object({
      id: text,
      total: plainNumber,
      lines: list(line),
      owner: nullable(object({ name: text, mail: optional(text) })),
      note: optional(text),
    }),
    errors: ["NotFound", "Locked"],
  },
  {
    name: "score",
    variable: "score",
    input: object({ n: plainNumber, kind: text }),
    output: object({ value: plainNumber, isHigh: boolean }),
    errors: ["TooLow"],
  },
  {
    name: "rows",
    variable: "rows",
    input: object({ ids: list(text) }),
    output: object({ rows: list(list(plainNumber)), count: plainNumber }),
    errors: [],
  },
  {
    name: "names",
    variable: "names",
    input: object({ tag: nullable(text), limit: optional(plainNumber) }),
    output: list(text),
    errors: ["NotFound"],
  },
  {
    name: "note",
    variable: "note",
    input: object({ text, lines: list(line) }),
    output: { kind: "maybe", inner: { kind: "text" }, isNull: true, isUndefined: false },
    errors: ["Rejected"],
  },
  {
    name: "index",
    variable: "index",
    input: object({ on: boolean }),
    output: object({ byId: { kind: "record", value: plainNumber }, any: mixed }),
    errors: [],
  },
  {
    name: "count",
    variable: "sum",
    input: object({ values: list(plainNumber) }),
    output: plainNumber,
    errors: ["Overflow"],
  },
];

export interface EventType {
  readonly name: string;
  readonly variable: string;
  readonly detail: ValueType;
  /** Whether it carries the token of a callback. */
  readonly hasToken?: boolean;
}

export const eventTypes: readonly EventType[] = [
  {
    name: "thing.done",
    variable: "thingDone",
    detail: object({ id: text, n: plainNumber, tags: list(text), why: optional(text) }),
  },
  { name: "thing.failed", variable: "thingFailed", detail: object({ reason: nullable(text) }) },
  { name: "thing.asked", variable: "asked", detail: object({ token: text, n: plainNumber }), hasToken: true },
];

/** What is handed the token of a callback. */
const askType: TaskType = {
  name: "ask",
  variable: "ask",
  input: object({ token: text, about: text }),
  output: nullable(text),
  errors: ["Busy"],
};

/** Every task that a program may call. */
export const allTasks: readonly TaskType[] = [...taskTypes, askType];

/** Functions and constants that generated programs import. */
const shared = `
/** Gives what it gets, as the type that is written: TypeScript forgets what it knows beyond it. */
export function same<Value>(value: Value): Value {
  return value;
}
export const short = (value: string): string => (value.length > 40 ? "long" : value);
export const small = (value: number): number => (Math.abs(value) > 1000000 ? 1 : value);
export const few = (values: string[]): string[] => (values.length > 5 ? values.slice(0, 2) : values);
export function clamp(value: number, low = 0, high = low + 10): number {
  if (value < low) return low;
  return value > high ? high : value;
}
export function twice(value: string, change: (value: string) => string): string {
  const once = change(value);
  return change(once);
}
export class Unlucky extends Error {
  override name = "Unlucky";
}
export class OutOfReach extends WorkflowError {
  constructor(what: string) {
    super("OutOfReach", "cannot reach " + what);
  }
}
export const described = (error: unknown): string =>
  error instanceof Error ? error.name + ": " + error.message : "no error";
export const tooMuch = (what: string): WorkflowError => new WorkflowError("TooMuch", what);
export const orders = defineResource("orders");
export const landing = defineBucket("landing");
export const lake = defineBucket("lake");
export const callbackOptions = {
  output: z.object({ ok: z.boolean(), by: z.nullable(z.string()) }),
  timeoutSeconds: 3600,
};
`;

/** The file that generated workflows import their contracts from. */
export function contractsSource(): string {
  const tasks = allTasks.map(
    ({ name, variable, input, output, errors }) =>
      `export const ${variable} = defineTask({ name: "${name}", input: ${schemaText(input)}, output: ${schemaText(output)}, errors: ${JSON.stringify(errors)} });`,
  );
  const events = eventTypes.map(
    ({ name, variable, detail }) => `export const ${variable} = defineEvent("${name}", ${schemaText(detail)});`,
  );
  return [
    'import { defineBucket, defineEvent, defineResource, defineTask, WorkflowError } from "millrace";',
    'import * as z from "zod";',
    ...tasks,
    ...events,
    shared,
  ].join("\n");
}

/** The file of the workflow that generated ones call. */
export const calledSource = `
import { defineWorkflow, WorkflowError } from "millrace";
import * as z from "zod";
import { score } from "./contracts.ts";

export default defineWorkflow({ name: "called", input: z.object({ id: z.string().max(30), n: z.number() }) }, async ({ id, n }) => {
  if (n > 40) throw new WorkflowError("TooMuch", id);
  const { value, isHigh } = await score({ n, kind: id });
  return { id, value: isHigh ? value : null, tags: [id] };
});
`;

const helperNames = [
  "same",
  "short",
  "small",
  "few",
  "clamp",
  "twice",
  "Unlucky",
  "OutOfReach",
  "described",
  "tooMuch",
  "orders",
  "landing",
  "lake",
  "callbackOptions",
];

export const contractNames: readonly string[] = [
  ...[...allTasks, ...eventTypes].map(({ variable }) => variable),
  ...helperNames,
];
