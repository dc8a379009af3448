import type { UpdateItemInput, UpdateItemOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { project } from "./expressions/project.ts";
import { withCapacity } from "./items/capacity.ts";
import { checkReturnValues } from "./items/check-return-values.ts";
import type { Expiry } from "./items/expiry.ts";
import { conditionMembers, prepareUpdate, type PreparedUpdate } from "./items/prepare-write.ts";
import { performWrite, type Written } from "./items/write.ts";
import { authorizeItems } from "./tables/authorize-items.ts";
import type { Attributes } from "./values/value.ts";
import { writeAttributes } from "./values/write-value.ts";

export const updateItem = (expiry: Expiry): Operation<UpdateItemInput, UpdateItemOutput> => ({
  members: [...conditionMembers, "Key", "UpdateExpression", "ReturnValues", "ReturnConsumedCapacity"],
  authorize: (input, { cloud }) => [authorizeItems("UpdateItem", cloud, input.TableName, [input.Key])],
  handle(input, { cloud }) {
    checkReturnValues(input.ReturnValues, ["NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"]);
    const update = prepareUpdate(cloud, input);
    const written = inTransaction(cloud.db, () => performWrite(cloud, update));
    expiry.reschedule();
    const attributes = returned(input.ReturnValues, update, written);
    return {
      ...(attributes !== undefined && attributes.size > 0 && { Attributes: writeAttributes(attributes) }),
      ...withCapacity(input.ReturnConsumedCapacity, written.consumed),
    };
  },
});

function returned(
  wanted: UpdateItemInput["ReturnValues"],
  { actions }: PreparedUpdate,
  { before, after }: Written,
): Attributes | undefined {
  const paths = actions.map(({ path }) => path);
  switch (wanted) {
    case "ALL_OLD":
      return before;
    case "ALL_NEW":
      return after;
    case "UPDATED_OLD":
      return before && project(before, paths);
    case "UPDATED_NEW":
      return after && project(after, paths);
    default:
      return undefined;
  }
}
