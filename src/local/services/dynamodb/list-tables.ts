import type { ListTablesInput, ListTablesOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../service.ts";
import { tableNames } from "./tables/table-store.ts";
import { validationError } from "./validation-error.ts";

const largestPage = 100;

export const listTables: Operation<ListTablesInput, ListTablesOutput> = {
  members: ["ExclusiveStartTableName", "Limit"],
  authorize: () => [{ action: "dynamodb:ListTables", resource: "*" }],
  handle({ ExclusiveStartTableName: after = "", Limit: limit = largestPage }, { cloud }) {
    if (limit < 1 || limit > largestPage) {
      const bound = limit < 1 ? "greater than or equal to 1" : `less than or equal to ${largestPage}`;
      throw validationError(
        `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value ${bound}`,
      );
    }
    const names = tableNames(cloud).filter((name) => name > after);
    const TableNames = names.slice(0, limit);
    const last = TableNames.at(-1);
    return { TableNames, ...(names.length > limit && last !== undefined && { LastEvaluatedTableName: last }) };
  },
};
