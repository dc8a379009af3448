import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Authorization, Cloud } from "../../../service.ts";
import { findTable } from "./table-store.ts";
import { getIndex, tableArn, tableKeyOf, tableNameOf, type KeySchema } from "./table.ts";

type Wire = Readonly<Record<string, AttributeValue>>;

/** Which attributes a request touches is not worked out: a policy that limits them lets nothing through. */
const anyAttribute = { "dynamodb:Attributes": ["*"] } as const;

/** What an operation on these items, or keys, of a table needs. */
export function authorizeItems(
  action: string,
  cloud: Cloud,
  given: string | undefined,
  items: readonly (Wire | undefined)[],
): Authorization {
  const name = tableNameOf(given);
  const table = findTable(cloud, name);
  const hash = table && tableKeyOf(table).hash.name;
  const keys = items.flatMap((item) => textOf(hash === undefined ? undefined : item?.[hash]) ?? []);
  const conditions = { ...anyAttribute, ...(keys.length > 0 && { "dynamodb:LeadingKeys": keys }) };
  return { action: `dynamodb:${action}`, resource: tableArn(cloud, name), conditions };
}

interface PageInput {
  readonly TableName: string | undefined;
  readonly IndexName?: string | undefined;
}

/** What reading a page needs; `partitionOf` finds the partition that the request names, if it names one. */
export function authorizePage(
  action: string,
  cloud: Cloud,
  input: PageInput,
  partitionOf: (schema: KeySchema) => AttributeValue | undefined = () => undefined,
): readonly Authorization[] {
  const name = tableNameOf(input.TableName);
  const table = findTable(cloud, name);
  const arn = tableArn(cloud, name);
  const index = table && input.IndexName !== undefined ? getIndex(table, input.IndexName).key : undefined;
  const key = textOf(table && partitionOf(index ?? tableKeyOf(table)));
  const conditions = { ...anyAttribute, ...(key !== undefined && { "dynamodb:LeadingKeys": [key] }) };
  const resource = input.IndexName === undefined ? arn : `${arn}/index/${input.IndexName}`;
  return [{ action: `dynamodb:${action}`, resource, conditions }];
}

/** A key as policies compare it. */
function textOf(value: AttributeValue | undefined): string | undefined {
  if (value?.B !== undefined) return Buffer.from(value.B).toString("base64");
  return value?.S ?? value?.N;
}
