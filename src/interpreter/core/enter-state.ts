import type { Json, State } from "#asl";
import { unreachable } from "../unreachable.ts";
import { enterChoice } from "../states/choice.ts";
import { enterDistributedMap } from "../states/distributed-map.ts";
import { enterFail } from "../states/fail.ts";
import { enterMap } from "../states/map.ts";
import { enterParallel } from "../states/parallel.ts";
import { enterPass } from "../states/pass.ts";
import { enterSucceed } from "../states/succeed.ts";
import { enterTask } from "../states/task.ts";
import { enterWait } from "../states/wait.ts";
import type { Progress } from "./progress.ts";
import { enteredEvents, newEvent } from "./recorded-event.ts";
import { record, stateNamed, threadOf } from "./run.ts";
import type { Run } from "./run.ts";

const none: readonly number[] = [];

/** Makes a state the thread's current one and writes that it was entered. */
export function beginState(run: Run, threadId: string, name: string, input: Json): void {
  const thread = threadOf(run, threadId);
  const eventBeforeEntryId = thread.lastEventId;
  const type = enteredEvents[stateNamed(run, name).Type];
  const enteredEventId = record(run, threadId, newEvent(type, input, name));
  run.transitions += 1;
  thread.current = {
    name,
    input,
    enteredAt: run.at,
    enteredEventId,
    eventBeforeEntryId,
    retryCount: 0,
    retriesUsed: none,
    activity: undefined,
  };
}

/** Does what a state does first; a retry comes here again. */
export function performState(run: Run, threadId: string, state: State): Progress {
  switch (state.Type) {
    case "Task":
      return enterTask(run, threadId, state);
    case "Pass":
      return enterPass(run, threadId, state);
    case "Choice":
      return enterChoice(run, threadId, state);
    case "Wait":
      return enterWait(run, threadId, state);
    case "Parallel":
      return enterParallel(run, threadId, state);
    case "Map":
      return state.ItemProcessor.ProcessorConfig?.Mode === "DISTRIBUTED"
        ? enterDistributedMap(run, threadId, state)
        : enterMap(run, threadId, state);
    case "Succeed":
      return enterSucceed(run, threadId, state);
    case "Fail":
      return enterFail(run, threadId, state);
    default:
      return unreachable(state);
  }
}
