import type { DeleteActivityInput, DeleteActivityOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { checkActivityArn } from "./arns.ts";
import type { States } from "./states.ts";

/** Deleting what is not there is fine, as on AWS. Tasks that wait go on waiting: the activity may be created again. */
export const deleteActivity = ({
  machines,
  runtime,
}: States): Operation<DeleteActivityInput, DeleteActivityOutput> => ({
  members: ["activityArn"],
  authorize: ({ activityArn = "" }) => [{ action: "states:DeleteActivity", resource: activityArn }],
  handle({ activityArn }, { cloud }) {
    const arn = checkActivityArn(activityArn);
    inTransaction(cloud.db, () => {
      runtime.activities.delete(arn);
      machines.deleteTagsOf(arn);
    });
    return {};
  },
});
