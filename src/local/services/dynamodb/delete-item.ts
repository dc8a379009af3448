import type { DeleteItemInput, DeleteItemOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { withCapacity } from "./items/capacity.ts";
import { checkReturnValues } from "./items/check-return-values.ts";
import { conditionMembers, prepareDelete } from "./items/prepare-write.ts";
import { performWrite } from "./items/write.ts";
import { authorizeItems } from "./tables/authorize-items.ts";
import { writeAttributes } from "./values/write-value.ts";

export const deleteItem: Operation<DeleteItemInput, DeleteItemOutput> = {
  members: [...conditionMembers, "Key", "ReturnValues", "ReturnConsumedCapacity"],
  authorize: (input, { cloud }) => [authorizeItems("DeleteItem", cloud, input.TableName, [input.Key])],
  handle(input, { cloud }) {
    checkReturnValues(input.ReturnValues, ["NONE", "ALL_OLD"]);
    const write = prepareDelete(cloud, input);
    const { before, consumed } = inTransaction(cloud.db, () => performWrite(cloud, write));
    return {
      ...(input.ReturnValues === "ALL_OLD" && before && { Attributes: writeAttributes(before) }),
      ...withCapacity(input.ReturnConsumedCapacity, consumed),
    };
  },
};
