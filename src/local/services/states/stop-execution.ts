import type { StopExecutionInput, StopExecutionOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { constraint } from "./errors.ts";
import { findExecution } from "./find-execution.ts";
import type { States } from "./states.ts";

/** Stopping an execution that is over changes nothing and tells when it ended. */
export const stopExecution = (states: States): Operation<StopExecutionInput, StopExecutionOutput> => ({
  members: ["executionArn", "error", "cause"],
  authorize: (input) => [{ action: "states:StopExecution", resource: input.executionArn ?? "" }],
  async handle({ executionArn, error, cause }, { cloud }) {
    if ((error?.length ?? 0) > 256) throw constraint("error", error, "have length less than or equal to 256");
    if ((cause?.length ?? 0) > 32_768) throw constraint("cause", cause, "have length less than or equal to 32768");
    const execution = findExecution(states, executionArn);
    if (execution.status === "RUNNING") {
      await states.runtime.stop(execution.id, {
        ...(error === undefined ? {} : { error }),
        ...(cause === undefined ? {} : { cause }),
      });
    }
    const { stoppedAt = cloud.clock.now() } = findExecution(states, executionArn);
    return { stopDate: new Date(stoppedAt) };
  },
});
