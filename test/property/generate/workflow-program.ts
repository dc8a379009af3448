import type { Json } from "#authoring";
import type { ConstructName } from "../constructs.ts";
import { writeBlock } from "./block.ts";
import { contractNames } from "./contracts.ts";
import { emptyScope, takeApart } from "./expression-program.ts";
import { functionDeclaration } from "./functions.ts";
import { boundedSchema } from "./input-schema.ts";
import { mutable } from "./mutations.ts";
import { newNames } from "./names.ts";
import type { Place, Written } from "./place.ts";
import { chance, pick, type Random, times } from "./random.ts";
import { randomObjectType, randomType, randomValue } from "./random-value.ts";
import { bind, part, pure, type Scope } from "./scope.ts";
import {
  list,
  type ObjectType,
  optional,
  plainNumber,
  schemaText,
  text,
  typeText,
  type ValueType,
} from "./value-type.ts";
import { variable } from "./variables.ts";

/** A whole workflow, and executions of it. */
export interface WorkflowProgram {
  readonly head: (name: string) => string;
  /** Functions and constants of the module, one line each. */
  readonly moduleLines: readonly string[];
  /** The body's statements, one a line. */
  readonly lines: readonly string[];
  readonly executions: readonly Execution[];
  /** What the program contains. */
  readonly constructs: ReadonlySet<ConstructName>;
}

export interface Execution {
  readonly input: Json;
  readonly answers: { readonly seed: string; readonly failurePercent: number };
}

export function workflowProgram(random: Random): WorkflowProgram {
  const constructs = new Set<ConstructName>();
  const empty: Scope = { ...emptyScope(random, newNames(random)), note: (name) => void constructs.add(name) };
  const inputType = randomObjectType(random, 2, 5) as ObjectType;
  const { head, guard, wrap } = entry(inputType, random, constructs);
  const module = moduleOf(random, empty);
  const { parameter, scope } = takeApart(module.scope, inputType.members);
  const place: Place = {
    scope: { ...scope, canAwait: true },
    nesting: pick(random, [1, 2, 2, 3]),
    inParallel: false,
    isPure: false,
    returns: "any",
    targets: [],
    writeBlock,
  };
  const variables = startingVariables(place);
  const body = writeBlock({ ...place, scope: variables.scope }, 2 + random.below(4));
  const output = chance(random, 10) ? optional(randomType(random, 2)) : randomType(random, 2);
  const end = body.ends === true ? [] : [`return ${withMutables(output, body.scope)};`];
  return {
    head: (name) => `${head(name)} async (${wrap === undefined ? parameter : `{ detail: ${parameter} }`}) => {`,
    moduleLines: [...(wrap === undefined ? [] : [wrap.declaration]), ...module.lines],
    lines: [...variables.lines, ...body.lines, ...end],
    executions: times(5, (index) => {
      const input = inputOf(inputType, random, guard !== "none" && index === 4);
      return {
        input: wrap === undefined ? input : envelope(input),
        answers: { seed: String(random.below(1_000_000)), failurePercent: pick(random, [0, 5, 10, 30, 60]) },
      };
    }),
    constructs,
  };
}

/** What was changed in place is looked at as a whole in the end. */
function withMutables(type: ValueType, scope: Scope): string {
  const output = part(type, scope);
  const changed = scope.mutables.map(({ name }) => name);
  return changed.length === 0 ? output : `[same<${typeText(type)}>(${output}) ?? null, ${changed.join(", ")}]`;
}

/** Variables that what follows can assign. */
function startingVariables(place: Place): Written {
  let { scope } = place;
  const lines: string[] = [];
  for (let count = scope.random.below(4); count > 0; count -= 1) {
    const here = { ...place, scope: pure(scope) };
    const written = chance(scope.random, 70) ? variable(here) : mutable(here);
    lines.push(...written.lines);
    scope = { ...written.scope, canAwait: true };
  }
  return { lines, scope };
}

interface Entry {
  readonly head: (name: string) => string;
  readonly guard: "none" | "type" | "bounds";
  /** The event whose detail the input is. */
  readonly wrap?: { readonly declaration: string };
}

function entry(type: ObjectType, random: Random, constructs: Set<ConstructName>): Entry {
  const guard = pick(random, ["none", "none", "type", "bounds"] as const);
  if (guard !== "none") constructs.add("checked input");
  if (guard === "bounds") constructs.add("bounds of an input");
  const schema = guard === "bounds" ? boundedSchema(type, random) : schemaText(type);
  if (guard !== "none" && chance(random, 25)) {
    constructs.add("event as input");
    const declaration = `export const occurred = defineEvent("occurred", ${schema});`;
    return {
      head: (name) => `export default defineWorkflow({ name: "${name}", trigger: occurred.emitted() },`,
      guard,
      wrap: { declaration },
    };
  }
  const unchecked = guard === "none" ? ", checkInput: false" : "";
  return { head: (name) => `export default defineWorkflow({ name: "${name}", input: ${schema}${unchecked} },`, guard };
}

/** Constants and functions beside the workflow. */
function moduleOf(random: Random, empty: Scope): { readonly lines: readonly string[]; readonly scope: Scope } {
  let scope = empty;
  const lines: string[] = [];
  if (chance(random, 40)) {
    const [limit, words] = [scope.freshName(), scope.freshName()];
    lines.push(`const ${limit}: number = ${random.below(5)};`, `const ${words}: string[] = ["a", "b", "💥"];`);
    scope = bind(bind(scope, { name: limit, type: plainNumber, canNarrow: false }), { name: words, type: list(text) });
  }
  for (let count = pick(random, [0, 0, 1, 2]); count > 0; count -= 1) {
    const place: Place = {
      scope,
      nesting: 1,
      inParallel: false,
      isPure: false,
      returns: "none",
      targets: [],
      writeBlock,
    };
    const written = functionDeclaration(place, true);
    lines.push(...written.lines);
    ({ scope } = written);
  }
  return { lines, scope };
}

function envelope(detail: Json): Json {
  return {
    version: "0",
    id: "e",
    source: "test",
    account: "1",
    time: "2026-01-01T00:00:00Z",
    region: "eu-west-1",
    resources: [],
    "detail-type": "occurred",
    detail,
  };
}

/** An input; an invalid one lacks a member, or has one of another type. */
function inputOf(type: ObjectType, random: Random, isInvalid: boolean): Json {
  const input = randomValue(type, random) as Record<string, Json>;
  if (!isInvalid) return input;
  const name = pick(random, Object.keys(type.members));
  const { [name]: _, ...others } = input;
  return pick(random, [
    others,
    { ...input, [name]: null },
    { ...input, [name]: { unexpected: [1] } },
    { ...input, [name]: [] },
    { ...input, more: 1 },
  ]);
}

const imported =
  "call, callback, context, defineEvent, defineWorkflow, emit, isAwsError, isTaskError, mapItems, sleep, sleepUntil, WorkflowError";

export function workflowSource(name: string, { head, moduleLines, lines }: WorkflowProgram): string {
  return [
    `import { ${imported} } from "millrace";`,
    'import { dynamodb } from "millrace/aws";',
    'import * as z from "zod";',
    'import called from "./called.ts";',
    `import { ${contractNames.join(", ")} } from "./contracts.ts";`,
    "",
    'class LocalError extends Error { override name = "LocalError"; }',
    ...moduleLines,
    head(name),
    ...lines.map((line) => `  ${line}`),
    "});",
    "",
  ].join("\n");
}
