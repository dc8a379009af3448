import type { Authorization, CallContext } from "../../../service.ts";
import { tableArn, tableNameOf } from "./table.ts";

interface TableInput {
  readonly TableName?: string | undefined;
}

/** What an operation on one table needs. */
export function authorizeTable(action: string) {
  return ({ TableName }: TableInput, { cloud }: CallContext): readonly Authorization[] => [
    { action: `dynamodb:${action}`, resource: tableArn(cloud, tableNameOf(TableName)) },
  ];
}
