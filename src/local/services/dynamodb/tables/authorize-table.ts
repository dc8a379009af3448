import type { Authorization, CallContext } from "../../../service.ts";
import { tableArn, tableNameOf } from "./table.ts";

interface TableInput {
  readonly TableName?: string | undefined;
  readonly IndexName?: string | undefined;
}

/** What an operation on one table, or one of its indexes, needs. */
export function authorizeTable(action: string) {
  return ({ TableName, IndexName }: TableInput, { cloud }: CallContext): readonly Authorization[] => {
    const arn = tableArn(cloud, tableNameOf(TableName));
    return [{ action: `dynamodb:${action}`, resource: IndexName === undefined ? arn : `${arn}/index/${IndexName}` }];
  };
}

/** What an operation on several tables needs, one right for each. */
export function authorizeTables(
  action: string,
  names: readonly (string | undefined)[],
  { cloud }: CallContext,
): readonly Authorization[] {
  const resources = new Set(names.map((name) => tableArn(cloud, tableNameOf(name))));
  return [...resources].map((resource) => ({ action: `dynamodb:${action}`, resource }));
}
