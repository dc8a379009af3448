import type { DescribeActivityInput, DescribeActivityOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { findActivity } from "./find-activity.ts";
import type { States } from "./states.ts";

export const describeActivity = (states: States): Operation<DescribeActivityInput, DescribeActivityOutput> => ({
  members: ["activityArn"],
  authorize: ({ activityArn = "" }) => [{ action: "states:DescribeActivity", resource: activityArn }],
  handle({ activityArn }) {
    const { arn, name, createdAt } = findActivity(states, activityArn);
    return { activityArn: arn, name, creationDate: new Date(createdAt) };
  },
});
