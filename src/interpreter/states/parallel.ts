import type { ParallelState } from "#asl";
import { waiting } from "../core/progress.ts";
import type { Progress } from "../core/progress.ts";
import type { Run } from "../core/run.ts";
import { taskInput } from "../core/task-input.ts";
import { beginBranches, startBranch } from "./branches.ts";

/** Starts every branch with the same input: the Arguments, or the state's own. */
export function enterParallel(run: Run, threadId: string, state: ParallelState): Progress {
  const input = taskInput(run, threadId, state);
  const lastEventId = beginBranches(run, threadId, { count: state.Branches.length });
  for (const [index, branch] of state.Branches.entries()) {
    startBranch(run, threadId, { index, startAt: branch.StartAt, input, lastEventId });
  }
  return waiting;
}
