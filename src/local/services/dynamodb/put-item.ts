import type { PutItemInput, PutItemOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { withCapacity } from "./items/capacity.ts";
import { checkReturnValues } from "./items/check-return-values.ts";
import type { Expiry } from "./items/expiry.ts";
import { conditionMembers, preparePut } from "./items/prepare-write.ts";
import { performWrite } from "./items/write.ts";
import { authorizeItems } from "./tables/authorize-items.ts";
import { writeAttributes } from "./values/write-value.ts";

export const putItem = (expiry: Expiry): Operation<PutItemInput, PutItemOutput> => ({
  members: [...conditionMembers, "Item", "ReturnValues", "ReturnConsumedCapacity"],
  authorize: (input, { cloud }) => [authorizeItems("PutItem", cloud, input.TableName, [input.Item])],
  handle(input, { cloud }) {
    checkReturnValues(input.ReturnValues, ["NONE", "ALL_OLD"]);
    const write = preparePut(cloud, input);
    const { before, consumed } = inTransaction(cloud.db, () => performWrite(cloud, write));
    expiry.reschedule();
    return {
      ...(input.ReturnValues === "ALL_OLD" && before && { Attributes: writeAttributes(before) }),
      ...withCapacity(input.ReturnConsumedCapacity, consumed),
    };
  },
});
