import type { CreateActivityInput, CreateActivityOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { activityArn } from "./arns.ts";
import { checkName } from "./check-name.ts";
import type { States } from "./states.ts";
import { writeTags } from "./write-tags.ts";

/** Creating the same activity again is fine; its tags then stay as they are, as the API reference says. */
export const createActivity = (states: States): Operation<CreateActivityInput, CreateActivityOutput> => ({
  members: ["name", "tags"],
  authorize: ({ name = "" }, { cloud }) => [{ action: "states:CreateActivity", resource: activityArn(cloud, name) }],
  handle(input, { cloud }) {
    const name = checkName(input.name);
    const arn = activityArn(cloud, name);
    const { activities } = states.runtime;
    const existing = activities.find(arn);
    const createdAt = existing?.createdAt ?? cloud.clock.now();
    if (existing === undefined) {
      inTransaction(cloud.db, () => {
        activities.insert({ arn, name, createdAt });
        writeTags(states, arn, input.tags);
      });
    }
    return { activityArn: arn, creationDate: new Date(createdAt) };
  },
});
