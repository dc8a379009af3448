import type { SucceedState } from "#asl";
import { leaveState } from "../core/leave-state.ts";
import type { Progress } from "../core/progress.ts";
import { currentOf } from "../core/run.ts";
import type { Run } from "../core/run.ts";

export function enterSucceed(run: Run, threadId: string, state: SucceedState): Progress {
  const { input } = currentOf(run, threadId);
  return leaveState(run, threadId, state, { defaultOutput: input });
}
