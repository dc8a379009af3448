import type { DeleteTableInput, DeleteTableOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { closeStream } from "./streams/stream-store.ts";
import { authorizeTable } from "./tables/authorize-table.ts";
import { describeTableRow } from "./tables/describe-table-row.ts";
import { tableArn } from "./tables/table.ts";
import { deleteTableRow, requireTable } from "./tables/table-store.ts";
import { validationError } from "./validation-error.ts";

export const deleteTable: Operation<DeleteTableInput, DeleteTableOutput> = {
  members: ["TableName"],
  authorize: authorizeTable("DeleteTable"),
  handle(input, { cloud }) {
    const table = requireTable(cloud, input.TableName);
    if (table.definition.DeletionProtectionEnabled) {
      const arn = tableArn(cloud, table.name);
      throw validationError(
        `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first. ResourceArn: ${arn}`,
      );
    }
    const description = describeTableRow(cloud, table, "DELETING");
    inTransaction(cloud.db, () => {
      closeStream(cloud, table);
      deleteTableRow(cloud, table);
    });
    return { TableDescription: description };
  },
};
