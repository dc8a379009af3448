import path from "node:path";
import type { Definition } from "#asl";
import { type CompiledWorkflow, compile, formatDiagnostics } from "#compiler";
import { executeCompiled } from "../../src/testing/execute-compiled.ts";
import { loadCompiled } from "../../src/testing/load-compiled.ts";
import type { StandIn } from "../../src/testing/types.ts";
import { atMost, type BenchRow, geometricMean } from "../row.ts";
import { type Answer, type Case, cases } from "./cases.ts";
import { billUser } from "./hand-written/bill-user.ts";
import { cleanUp } from "./hand-written/clean-up.ts";
import { convertFiles } from "./hand-written/convert-files.ts";
import { orderSaga } from "./hand-written/order-saga.ts";
import { pollJob } from "./hand-written/poll-job.ts";
import { readPages } from "./hand-written/read-pages.ts";
import { reserveLines } from "./hand-written/reserve-lines.ts";
import { scoreRows } from "./hand-written/score-rows.ts";
import { tryCarriers } from "./hand-written/try-carriers.ts";

// How many state transitions an execution costs, compared with a machine written by hand for the same job. Both run the same
// cases and must agree in what they give; the check of the input is off in ours, since the others have none.

const handWritten: Readonly<Record<string, Definition>> = {
  "bill-user": billUser,
  "clean-up": cleanUp,
  "convert-files": convertFiles,
  "order-saga": orderSaga,
  "poll-job": pollJob,
  "read-pages": readPages,
  "reserve-lines": reserveLines,
  "score-rows": scoreRows,
  "try-carriers": tryCarriers,
};

/** Transitions, summed over the cases of each program. */
export async function transitions(): Promise<readonly BenchRow[]> {
  const names = Object.keys(handWritten);
  const folder = path.join(import.meta.dirname, "workflows");
  const { workflows, diagnostics } = compile({ files: names.map((name) => path.join(folder, `${name}.ts`)) });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(formatDiagnostics(errors, "pretty"));
  const rows: BenchRow[] = [];
  for (const workflow of workflows) rows.push(await compare(workflow, handWritten[workflow.name]!));
  const mean = geometricMean(rows.map(({ ratio }) => ratio));
  return [...rows, atMost(1.1, { metric: "geometric mean", ours: mean, anchor: 1, anchorName: "hand-written" })];
}

async function compare(workflow: CompiledWorkflow, definition: Definition): Promise<BenchRow> {
  let [ours, anchor] = [0, 0];
  for (const [position, one] of cases[workflow.name]!.entries()) {
    const compiled = await execute(workflow, one);
    const byHand = await execute({ ...workflow, definition }, one);
    const [first, second] = [compiled, byHand].map(({ status, output, error }) =>
      JSON.stringify([status, output, error]),
    );
    if (first !== second) throw new Error(`${workflow.name}, case ${position + 1}: ours ${first}, by hand ${second}`);
    ours += compiled.transitions;
    anchor += byHand.transitions;
  }
  return atMost(1.25, { metric: workflow.name, ours, anchor, anchorName: "hand-written" });
}

async function execute(workflow: CompiledWorkflow, { input, tasks }: Case) {
  const standIns = Object.fromEntries(Object.entries(tasks).map(([name, answers]) => [name, answerInOrder(answers)]));
  return executeCompiled(loadCompiled(workflow), { input, tasks: standIns });
}

function answerInOrder(answers: readonly Answer[]): StandIn {
  let next = 0;
  return () => {
    const answer = answers[next++];
    if (answer === undefined) throw new Error("called more often than the case says");
    if ("output" in answer) return answer.output;
    throw Object.assign(new Error(answer.message), { name: answer.error });
  };
}
