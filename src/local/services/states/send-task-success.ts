import type { SendTaskSuccessInput, SendTaskSuccessOutput } from "@aws-sdk/client-sfn";
import type { Json } from "#asl";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { answerTask, authorizeAnswer } from "./answer-task.ts";
import { constraint } from "./errors.ts";
import type { States } from "./states.ts";

const maxOutputBytes = 262_144;

export const sendTaskSuccess = (states: States): Operation<SendTaskSuccessInput, SendTaskSuccessOutput> => ({
  members: ["taskToken", "output"],
  authorize: ({ taskToken }) => authorizeAnswer(states, "SendTaskSuccess", taskToken),
  handle({ taskToken, output = "" }) {
    if (Buffer.byteLength(output) > maxOutputBytes) {
      throw constraint("output", `${output.slice(0, 40)}…`, `have length less than or equal to ${maxOutputBytes}`);
    }
    const value = parse(output);
    return answerTask(states, taskToken, (taskId, at) => ({ type: "TaskSucceeded", at, taskId, output: value }));
  },
});

function parse(output: string): Json {
  try {
    return JSON.parse(output) as Json;
  } catch {
    throw new AwsError("InvalidOutput", `Invalid Output: '${output.slice(0, 100)}'`);
  }
}
