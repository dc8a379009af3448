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

export const eventTypes: readonly { readonly name: string; readonly variable: string; readonly detail: ValueType }[] = [
  {
    name: "thing.done",
    variable: "thingDone",
    detail: object({ id: text, n: plainNumber, tags: list(text), why: optional(text) }),
  },
  { name: "thing.failed", variable: "thingFailed", detail: object({ reason: nullable(text) }) },
];

/** The file that generated workflows import their contracts from. */
export function contractsSource(): string {
  const tasks = taskTypes.map(
    ({ name, variable, input, output, errors }) =>
      `export const ${variable} = defineTask({ name: "${name}", input: ${schemaText(input)}, output: ${schemaText(output)}, errors: ${JSON.stringify(errors)} });`,
  );
  const events = eventTypes.map(
    ({ name, variable, detail }) => `export const ${variable} = defineEvent("${name}", ${schemaText(detail)});`,
  );
  return [
    'import { defineEvent, defineTask } from "millrace";',
    'import * as z from "zod";',
    ...tasks,
    ...events,
    "",
  ].join("\n");
}

export const contractNames: readonly string[] = [...taskTypes, ...eventTypes].map(({ variable }) => variable);
