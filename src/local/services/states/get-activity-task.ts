import type { GetActivityTaskInput, GetActivityTaskOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { constraint } from "./errors.ts";
import { findActivity } from "./find-activity.ts";
import type { States } from "./states.ts";

/** A long poll of a worker: answers as soon as there is a task, and after a minute without one that there is none. */
export const getActivityTask = (states: States): Operation<GetActivityTaskInput, GetActivityTaskOutput> => ({
  members: ["activityArn", "workerName"],
  authorize: ({ activityArn = "" }) => [{ action: "states:GetActivityTask", resource: activityArn }],
  async handle({ activityArn, workerName: name }, { signal }) {
    const { arn } = findActivity(states, activityArn);
    if (name !== undefined && (name === "" || name.length > 80)) {
      throw constraint("workerName", name, "have length between 1 and 80");
    }
    const taken = await states.runtime.takeActivityTask(arn, { name, signal });
    if (taken === undefined) return {};
    return { taskToken: taken.token, input: JSON.stringify(taken.task.arguments) };
  },
});
