import type { SendTaskFailureInput, SendTaskFailureOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { answerTask, authorizeAnswer } from "./answer-task.ts";
import { constraint } from "./errors.ts";
import type { States } from "./states.ts";

export const sendTaskFailure = (states: States): Operation<SendTaskFailureInput, SendTaskFailureOutput> => ({
  members: ["taskToken", "error", "cause"],
  authorize: ({ taskToken }) => authorizeAnswer(states, "SendTaskFailure", taskToken),
  handle({ taskToken, error, cause }) {
    if ((error?.length ?? 0) > 256) throw constraint("error", error, "have length less than or equal to 256");
    if ((cause?.length ?? 0) > 32_768) throw constraint("cause", cause, "have length less than or equal to 32768");
    return answerTask(states, taskToken, (taskId, at) => ({ type: "TaskFailed", at, taskId, error, cause }));
  },
});
