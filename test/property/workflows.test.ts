import { expect, it } from "vitest";
import type { CompiledWorkflow, Diagnostic } from "#compiler";
import { loadCompiled } from "../../src/testing/load-compiled.ts";
import { compileBatch } from "./compile-batch.ts";
import { executeBoth, type Outcomes } from "./execute-both.ts";
import { sample } from "./generate/random.ts";
import { type Execution, type WorkflowProgram, workflowProgram, workflowSource } from "./generate/workflow-program.ts";
import { outcomesAgree } from "./outcomes-agree.ts";
import { countRefusal, describeTally, newTally, refusals, setting, type Tally } from "./tally.ts";

const wanted = setting("WORKFLOWS", 300);
const seed = setting("SEED", 1);
const perBatch = 300;

it(`runs ${wanted} generated workflows as TypeScript runs them`, async () => {
  const tally = newTally();
  const found: string[] = [];
  for (let batch = 0, left = wanted; left > 0 && found.length < 8; batch += 1, left -= perBatch) {
    const programs = sample(workflowProgram, Math.min(left, perBatch), seed + batch);
    const disagreements = await compareAll(programs, tally);
    for (const disagreement of disagreements.slice(0, 4)) {
      const smallest = process.env["SHRINK"] === "0" ? disagreement : await shrink(disagreement);
      found.push(describe(smallest, seed + batch));
    }
  }
  console.log(describeTally("Workflows", tally, seed));
  expect(found.join("\n\n")).toBe("");
  expect(refusals(tally), "refused workflows").toBeLessThan(wanted * 0.3);
  expect(tally.exempt, "exempt executions").toBeLessThan(tally.executions * 0.1);
});

/** A compiler bug that the compiler itself reports, or outcomes that differ. */
interface Fault {
  readonly program: WorkflowProgram;
  readonly details: readonly string[];
}

/** The first fault of each program that has one. */
async function compareAll(programs: readonly WorkflowProgram[], tally: Tally): Promise<readonly Fault[]> {
  const results = compileBatch(programs.map((program) => (name) => workflowSource(name, program)));
  const faults: Fault[] = [];
  for (const [index, { compiled, diagnostics }] of results.entries()) {
    const program = programs[index]!;
    const [refusal] = diagnostics;
    if (refusal !== undefined || compiled === undefined) {
      countRefusal(tally, refusal?.code ?? "none");
      if (refusal !== undefined && refusal.code === process.env["SHOW_REFUSED"]) showRefusal(program, refusal);
      if (refusal?.code === "MR9001") faults.push({ program, details: [refusal.message] });
      continue;
    }
    tally.programs += 1;
    const fault = await firstDisagreement(program, compiled, tally);
    if (fault !== undefined) faults.push(fault);
  }
  return faults;
}

function showRefusal(program: WorkflowProgram, { code, message, line = 1 }: Diagnostic): void {
  console.log(code, message, "in", workflowSource("w", program).split("\n")[line - 1]);
}

async function firstDisagreement(
  program: WorkflowProgram,
  compiled: CompiledWorkflow,
  tally: Tally,
): Promise<Fault | undefined> {
  const source = workflowSource("w", program);
  const loaded = loadCompiled(compiled);
  for (const execution of program.executions) {
    const outcomes = await executeBoth(loaded, execution.input, execution.answers);
    tally.executions += 1;
    const agreement = outcomesAgree(outcomes, source);
    if (agreement === "different") {
      return { program: { ...program, executions: [execution] }, details: detailsOf(execution, outcomes, compiled) };
    }
    if (agreement === "exempt") tally.exempt += 1;
    else tally.compared += 1;
  }
  return undefined;
}

function detailsOf(execution: Execution, outcomes: Outcomes, { definition }: CompiledWorkflow): readonly string[] {
  return [
    `input: ${JSON.stringify(execution.input)}; tasks: ${JSON.stringify(execution.answers)}`,
    ...(["interpreted", "native"] as const).map((way) => {
      const { status, output, error, cause, calls, events } = outcomes[way];
      return `${way}: ${JSON.stringify({ status, output, error, cause, calls, events })}`;
    }),
    `compiled: ${JSON.stringify(definition)}`,
  ];
}

/** Leaves out runs of lines for as long as what is left still compiles and still disagrees. */
async function shrink(fault: Fault): Promise<Fault> {
  const { program } = fault;
  const { lines } = program;
  const candidates = [8, 4, 3, 2, 1].flatMap((size) =>
    lines.map((_, start) => ({
      ...program,
      lines: lines.filter((_line, position) => position < start || position >= start + size),
    })),
  );
  const smaller = (await compareAll(candidates, newTally())).toSorted(
    (left, right) => left.program.lines.length - right.program.lines.length,
  )[0];
  return smaller === undefined || smaller.program.lines.length >= lines.length ? fault : shrink(smaller);
}

function describe({ program, details }: Fault, seedOfBatch: number): string {
  return [`SEED=${seedOfBatch}`, workflowSource("w", program), ...details].join("\n");
}
