import { unreachable } from "../unreachable.ts";
import { joinBranches, startIteration } from "../states/branches.ts";
import {
  endMapRun,
  failMapRunTask,
  isMapRun,
  redriveMapRun,
  startChildren,
  succeedMapRunTask,
} from "../states/map-run.ts";
import { failTask, succeedTask, timeOutTask } from "../states/task.ts";
import { endWait } from "../states/wait.ts";
import { beginState, performState } from "./enter-state.ts";
import { handleFailure } from "./handle-failure.ts";
import type { Progress } from "./progress.ts";
import { currentOf, stateNamed } from "./run.ts";
import type { Run } from "./run.ts";
import type { Work } from "./work.ts";

/** Does one piece of work; failures are thrown. */
export function performWork(run: Run, work: Work): Progress {
  const { threadId } = work;
  switch (work.kind) {
    case "enter":
      beginState(run, threadId, work.state, work.input);
      return performState(run, threadId, stateNamed(run, work.state));
    case "retry":
      currentOf(run, threadId).activity = undefined;
      return performState(run, threadId, stateNamed(run, currentOf(run, threadId).name));
    case "waitOver":
      return endWait(run, threadId);
    case "taskSucceeded":
      return isMapRun(run, threadId)
        ? succeedMapRunTask(run, threadId, work.output)
        : succeedTask(run, threadId, work.output);
    case "taskFailed":
    case "taskSubmitFailed":
      return isMapRun(run, threadId) ? failMapRunTask(run, threadId, work.cause ?? "") : failTask(run, threadId, work);
    case "mapRunSucceeded":
      return endMapRun(run, threadId, { results: work.results });
    case "mapRunFailed":
      return endMapRun(run, threadId, { failure: work });
    case "taskTimedOut":
      return timeOutTask(run, threadId, work.error);
    case "iterate":
      return startIteration(run, threadId, work);
    case "join":
      return joinBranches(run, threadId, work.results);
    case "fail":
      throw work.failure;
    case "recover":
      return handleFailure(run, threadId, work.failure);
    case "redriveMapRun":
      return redriveMapRun(run, threadId);
    case "startChildren":
      return startChildren(run, threadId, work);
    default:
      return unreachable(work);
  }
}
