import type { HistoryEventType, Json, State } from "#asl";
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
import { jsonText, notTruncated, record, stateNamed, threadOf } from "./run.ts";
import type { Run, Steps } from "./run.ts";

/** Makes a state the thread's current one and writes that it was entered. */
export function beginState(run: Run, threadId: string, name: string, input: Json): void {
  const eventBeforeEntryId = threadOf(run, threadId).lastEventId;
  const type = `${stateNamed(run, name).Type}StateEntered` as HistoryEventType;
  const stateEnteredEventDetails = { name, input: jsonText(run, input), inputDetails: notTruncated };
  const enteredEventId = record(run, threadId, type, { stateEnteredEventDetails });
  threadOf(run, threadId).current = {
    name,
    input,
    enteredAt: run.at,
    enteredEventId,
    eventBeforeEntryId,
    retryCount: 0,
    retriesUsed: [],
    activity: undefined,
  };
}

/** Does what a state does first; a retry comes here again. */
export function* performState(run: Run, threadId: string, state: State): Steps<Progress> {
  switch (state.Type) {
    case "Task":
      return yield* enterTask(run, threadId, state);
    case "Pass":
      return yield* enterPass(run, threadId, state);
    case "Choice":
      return yield* enterChoice(run, threadId, state);
    case "Wait":
      return yield* enterWait(run, threadId, state);
    case "Parallel":
      return yield* enterParallel(run, threadId, state);
    case "Map":
      return state.ItemProcessor.ProcessorConfig?.Mode === "DISTRIBUTED"
        ? yield* enterDistributedMap(run, threadId, state)
        : yield* enterMap(run, threadId, state);
    case "Succeed":
      return yield* enterSucceed(run, threadId, state);
    case "Fail":
      return yield* enterFail(run, threadId, state);
    default:
      return unreachable(state);
  }
}
