import type { Json } from "#authoring";
import { writeBlock } from "./block.ts";
import { contractNames } from "./contracts.ts";
import { emptyScope, takeApart } from "./expression-program.ts";
import { newNames } from "./names.ts";
import { chance, pick, type Random, times } from "./random.ts";
import { randomObjectType, randomType, randomValue } from "./random-value.ts";
import { part } from "./scope.ts";
import { type ObjectType, optional, schemaText } from "./value-type.ts";

/** A whole workflow, and executions of it. */
export interface WorkflowProgram {
  readonly inputType: ObjectType;
  readonly parameter: string;
  readonly isChecked: boolean;
  /** The body's statements, one a line. */
  readonly lines: readonly string[];
  readonly executions: readonly Execution[];
}

export interface Execution {
  readonly input: Json;
  readonly answers: { readonly seed: string; readonly failurePercent: number };
}

export function workflowProgram(random: Random): WorkflowProgram {
  const inputType = randomObjectType(random, 2, 5) as ObjectType;
  const { parameter, scope } = takeApart(emptyScope(random, newNames(random)), inputType.members);
  const whole = { ...scope, canAwait: true };
  const body = writeBlock({ scope: whole, nesting: 2, inParallel: false, writeBlock }, 2 + random.below(5));
  const output = chance(random, 10) ? optional(randomType(random, 2)) : randomType(random, 2);
  const isChecked = chance(random, 50);
  return {
    inputType,
    parameter,
    isChecked,
    lines: [...body.lines, `return ${part(output, body.scope)};`],
    executions: times(5, (index) => ({
      input: inputOf(inputType, random, isChecked && index === 4),
      answers: { seed: String(random.below(1_000_000)), failurePercent: pick(random, [0, 10, 30, 60]) },
    })),
  };
}

/** An input; an invalid one lacks a member, or has one of another type. */
function inputOf(type: ObjectType, random: Random, isInvalid: boolean): Json {
  const input = randomValue(type, random) as Record<string, Json>;
  if (!isInvalid) return input;
  const name = pick(random, Object.keys(type.members));
  const { [name]: _, ...others } = input;
  return pick(random, [others, { ...input, [name]: null }, { ...input, [name]: { unexpected: [1] } }]);
}

export function workflowSource(name: string, { inputType, parameter, isChecked, lines }: WorkflowProgram): string {
  const options = `name: "${name}", input: ${schemaText(inputType)}${isChecked ? "" : ", checkInput: false"}`;
  return [
    'import { defineWorkflow, emit, isTaskError, WorkflowError } from "millrace";',
    'import * as z from "zod";',
    `import { ${contractNames.join(", ")} } from "./contracts.ts";`,
    "",
    `export default defineWorkflow({ ${options} }, async (${parameter}) => {`,
    ...lines.map((line) => `  ${line}`),
    "});",
    "",
  ].join("\n");
}
