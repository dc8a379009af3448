import type { SendTaskHeartbeatInput, SendTaskHeartbeatOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { answerTask, authorizeAnswer } from "./answer-task.ts";
import type { States } from "./states.ts";

export const sendTaskHeartbeat = (states: States): Operation<SendTaskHeartbeatInput, SendTaskHeartbeatOutput> => ({
  members: ["taskToken"],
  authorize: ({ taskToken }) => authorizeAnswer(states, "SendTaskHeartbeat", taskToken),
  handle: ({ taskToken }) => answerTask(states, taskToken, (taskId, at) => ({ type: "TaskHeartbeat", at, taskId })),
});
