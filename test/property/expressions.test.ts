import { expect, it } from "vitest";
import type { Json } from "#authoring";
import type { CompiledWorkflow } from "#compiler";
import { loadCompiled } from "../../src/testing/load-compiled.ts";
import { compileBatch } from "./compile-batch.ts";
import { executeBoth } from "./execute-both.ts";
import {
  type ExpressionProgram,
  expressionProgram,
  expressionSource,
  firstLine,
} from "./generate/expression-program.ts";
import { sample } from "./generate/random.ts";
import { canonical } from "./stand-ins.ts";
import { expressionForms } from "./expression-forms.ts";
import { countForm, countRefusal, describeTally, newTally, refusals, setting, type Tally } from "./tally.ts";

const wanted = setting("EXPRESSIONS", 2000);
const seed = setting("SEED", 1);
const perProgram = 20;
const perBatch = 200;
const noTasks = { seed: "", failurePercent: 0 };

it(`gives ${wanted} generated expressions the values that JavaScript gives them`, async () => {
  const tally = newTally();
  const found: string[] = [];
  let count = Math.ceil(wanted / perProgram);
  for (let batch = 0; count > 0 && found.length < 12; batch += 1, count -= perBatch) {
    const programs = sample((random) => expressionProgram(random, perProgram), Math.min(count, perBatch), seed + batch);
    const disagreeing = await compareAll(programs, tally);
    // One failing expression fails its whole workflow: each is looked at alone.
    const alone = disagreeing.flatMap((program) =>
      program.expressions.map((expression) => ({ ...program, expressions: [expression] })),
    );
    const culprits = alone.length === 0 ? [] : await compareAll(alone, newTally());
    for (const culprit of [...culprits, ...(culprits.length === 0 ? disagreeing : [])])
      found.push(await describe(culprit, seed + batch));
  }
  console.log(describeTally("Expressions", tally, seed));
  expect(found.join("\n\n")).toBe("");
  expect(refusals(tally), "refused expressions").toBeLessThan(wanted * 0.02);
  if (process.env["SHOW_CONSTRUCTS"] !== undefined) console.log(Object.fromEntries(tally.forms));
  const missing = expressionForms.filter((form) => !tally.forms.has(form));
  const unknown = [...tally.forms.keys()].filter((form) => !expressionForms.some((known) => known === form));
  expect(unknown, "forms that expression-forms.ts does not list").toEqual([]);
  // In a short run a rare form may be missing by chance.
  expect(missing, "forms that were never compiled and run").toEqual(wanted < 50_000 ? missing : []);
});

interface Ready {
  readonly program: ExpressionProgram;
  readonly compiled: CompiledWorkflow;
}

/** Compiles what can be compiled, runs it both ways, and returns the programs whose outcomes differ. */
async function compareAll(programs: readonly ExpressionProgram[], tally: Tally): Promise<readonly ExpressionProgram[]> {
  const disagreeing: ExpressionProgram[] = [];
  for (const { program, compiled } of compileAccepted(programs, tally)) {
    tally.programs += program.expressions.length;
    const loaded = loadCompiled(compiled);
    let isSame = true;
    for (const input of program.inputs) {
      const { interpreted, native } = await executeBoth(loaded, input, noTasks);
      tally.executions += 1;
      tally.compared += program.expressions.length;
      isSame &&= outcomeText(interpreted) === outcomeText(native);
    }
    if (!isSame) disagreeing.push(program);
    else for (const { forms } of program.expressions) for (const form of forms) countForm(tally, form);
  }
  return disagreeing;
}

/** A refused expression is counted and left out; its neighbours stay. */
function compileAccepted(programs: readonly ExpressionProgram[], tally: Tally): readonly Ready[] {
  const first = compileBatch(programs.map((program) => (name) => expressionSource(name, program)));
  const ready: Ready[] = [];
  const again: ExpressionProgram[] = [];
  for (const [index, { compiled, diagnostics }] of first.entries()) {
    const program = programs[index]!;
    if (compiled !== undefined && diagnostics.length === 0) ready.push({ program, compiled });
    const lines = new Map(diagnostics.map((diagnostic) => [diagnostic.line, diagnostic] as const));
    for (const { code, line, message } of lines.values()) {
      countRefusal(tally, code);
      const expression = program.expressions[(line ?? 0) - firstLine];
      if ([code, "all"].includes(process.env["SHOW_REFUSED"] ?? "") || code === "MR9001")
        console.log(code, message, "in", expression?.source);
    }
    const expressions = program.expressions.filter((_, position) => !lines.has(firstLine + position));
    if (diagnostics.length > 0 && expressions.length > 0 && expressions.length < program.expressions.length)
      again.push({ ...program, expressions });
    else if (diagnostics.length > 0 && expressions.length > 0)
      throw new Error(`not one line is at fault:\n${expressionSource("w", program)}\n${JSON.stringify(diagnostics)}`);
  }
  return again.length === 0 ? ready : [...ready, ...compileAccepted(again, tally)];
}

function outcomeText({
  status,
  output,
  error,
}: {
  readonly status: string;
  readonly output?: Json;
  readonly error?: string;
}): string {
  return canonical({ status, output, error });
}

async function describe(program: ExpressionProgram, seedOfBatch: number): Promise<string> {
  const compiled = compileBatch([(name) => expressionSource(name, program)])[0]!.compiled!;
  const loaded = loadCompiled(compiled);
  for (const input of program.inputs) {
    const { interpreted, native } = await executeBoth(loaded, input, noTasks);
    if (outcomeText(interpreted) === outcomeText(native)) continue;
    return [
      `SEED=${seedOfBatch}`,
      expressionSource("w", program),
      `input: ${JSON.stringify(input)}`,
      `interpreted: ${outcomeText(interpreted).slice(0, 2000)} ${interpreted.cause?.slice(0, 300) ?? ""}`,
      `natively: ${outcomeText(native).slice(0, 2000)} ${native.cause ?? ""}`,
      `compiled: ${JSON.stringify(compiled.definition.States)}`,
    ].join("\n");
  }
  return `SEED=${seedOfBatch}: the outcomes differ only among others\n${expressionSource("w", program)}`;
}
