import { expect, it } from "vitest";
import type { CompiledWorkflow, Diagnostic } from "#compiler";
import { type LoadedMachine, loadCompiled } from "../../src/testing/load-compiled.ts";
import { compileBatch } from "./compile-batch.ts";
import { constructNames } from "./constructs.ts";
import { executeBoth, type Outcomes } from "./execute-both.ts";
import { sample } from "./generate/random.ts";
import { type Execution, type WorkflowProgram, workflowProgram, workflowSource } from "./generate/workflow-program.ts";
import { outcomesAgree } from "./outcomes-agree.ts";
import { smallerPrograms } from "./smaller-programs.ts";
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
  if (process.env["SHOW_CONSTRUCTS"] !== undefined) console.log(Object.fromEntries(tally.constructs));
  expect(found.join("\n\n")).toBe("");
  expect(refusals(tally), "refused workflows").toBeLessThan(wanted * 0.05 + 5);
  expect(tally.exempt, "exempt executions").toBeLessThan(tally.executions * 0.1);
  const missing = constructNames.filter((name) => !tally.constructs.has(name));
  // In a short run a rare construct may be missing by chance.
  expect(missing, "constructs that were never compiled and run").toEqual(wanted < 1000 ? missing : []);
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
  for (const [index, { compiled, diagnostics, called }] of results.entries()) {
    const program = programs[index]!;
    const refusal = diagnostics.find(({ severity }) => severity === "error");
    if (refusal !== undefined || compiled === undefined) {
      countRefusal(tally, refusal?.code ?? "none");
      if (refusal !== undefined && [refusal.code, "all"].includes(process.env["SHOW_REFUSED"] ?? ""))
        showRefusal(program, refusal);
      if (refusal?.code === "MR9001") faults.push({ program, details: [refusal.message] });
      continue;
    }
    tally.programs += 1;
    const fault = await firstDisagreement(program, loadCompiled(compiled, called === undefined ? [] : [called]), tally);
    if (fault !== undefined) faults.push(fault);
    else for (const name of program.constructs) tally.constructs.set(name, (tally.constructs.get(name) ?? 0) + 1);
  }
  return faults;
}

function showRefusal(program: WorkflowProgram, { code, message, line = 1 }: Diagnostic): void {
  console.log(code, message, "in", workflowSource("w", program).split("\n")[line - 1]);
}

async function firstDisagreement(
  program: WorkflowProgram,
  loaded: LoadedMachine,
  tally: Tally,
): Promise<Fault | undefined> {
  const source = workflowSource("w", program);
  const { compiled } = loaded;
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

/** Leaves out parts of the program for as long as what is left still compiles and still disagrees. */
async function shrink(fault: Fault): Promise<Fault> {
  const { program } = fault;
  const candidates = smallerPrograms(program);
  const smaller = (await compareAll(candidates, newTally())).toSorted(
    (left, right) => sizeOf(left.program) - sizeOf(right.program),
  )[0];
  return smaller === undefined || sizeOf(smaller.program) >= sizeOf(program) ? fault : shrink(smaller);
}

function sizeOf({ lines, moduleLines }: WorkflowProgram): number {
  return [...lines, ...moduleLines].join("").length;
}

function describe({ program, details }: Fault, seedOfBatch: number): string {
  return [`SEED=${seedOfBatch}`, workflowSource("w", program), ...details].join("\n");
}
