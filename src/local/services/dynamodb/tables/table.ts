import type {
  AttributeDefinition,
  BillingMode,
  KeySchemaElement,
  Projection,
  ProvisionedThroughput,
  SSESpecification,
  StreamSpecification,
  TableClass,
} from "@aws-sdk/client-dynamodb";
import type { Cloud } from "../../../service.ts";
import { validationError } from "../validation-error.ts";

/** A secondary index as it was asked for. */
export interface IndexDefinition {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly Projection: Projection;
  readonly ProvisionedThroughput?: ProvisionedThroughput | undefined;
}

/** A table as it was asked for, in the API's words. */
export interface TableDefinition {
  readonly AttributeDefinitions: readonly AttributeDefinition[];
  readonly KeySchema: readonly KeySchemaElement[];
  readonly LocalSecondaryIndexes: readonly IndexDefinition[];
  readonly GlobalSecondaryIndexes: readonly IndexDefinition[];
  readonly BillingMode: BillingMode;
  readonly ProvisionedThroughput?: ProvisionedThroughput | undefined;
  readonly SSESpecification?: SSESpecification | undefined;
  readonly TableClass?: TableClass | undefined;
  readonly DeletionProtectionEnabled: boolean;
  /** Absent where there is no stream. */
  readonly StreamSpecification?: StreamSpecification | undefined;
}

export interface Table {
  /** In the database. */
  readonly id: number;
  readonly name: string;
  /** As the API gives it. */
  readonly tableId: string;
  readonly definition: TableDefinition;
  readonly tags: Readonly<Record<string, string>>;
  readonly ttlAttribute: string | undefined;
  readonly hasBackups: boolean;
  readonly createdAt: number;
}

export type KeyType = "S" | "N" | "B";

export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyType;
}

/** The attributes that make a key. */
export interface KeySchema {
  readonly hash: KeyAttribute;
  readonly range: KeyAttribute | undefined;
}

/** The key of a table, or of one of its indexes. */
function keySchemaOf(
  { AttributeDefinitions }: Pick<TableDefinition, "AttributeDefinitions">,
  elements: readonly KeySchemaElement[],
): KeySchema {
  const [hash, range] = elements.map(({ AttributeName: name = "" }): KeyAttribute => {
    const found = AttributeDefinitions.find(({ AttributeName }) => AttributeName === name);
    return { name, type: (found?.AttributeType ?? "S") as KeyType };
  });
  return { hash: hash as KeyAttribute, range };
}

export interface SecondaryIndex {
  readonly name: string;
  readonly isGlobal: boolean;
  readonly key: KeySchema;
  readonly projection: Projection;
}

export function indexesOf({ definition }: Table): readonly SecondaryIndex[] {
  const toIndex = (isGlobal: boolean) => (index: IndexDefinition) => ({
    name: index.IndexName,
    isGlobal,
    key: keySchemaOf(definition, index.KeySchema),
    projection: index.Projection,
  });
  return [
    ...definition.LocalSecondaryIndexes.map(toIndex(false)),
    ...definition.GlobalSecondaryIndexes.map(toIndex(true)),
  ];
}

/** The index of a request; throws if the table has none of that name. */
export function getIndex(table: Table, name: string): SecondaryIndex {
  const index = indexesOf(table).find((one) => one.name === name);
  if (index !== undefined) return index;
  throw validationError(`The table does not have the specified index: ${name}`);
}

export const tableKeyOf = ({ definition }: Table): KeySchema => keySchemaOf(definition, definition.KeySchema);

/** Names of the attributes of a key. */
export const keyNames = ({ hash, range }: KeySchema): readonly string[] =>
  range === undefined ? [hash.name] : [hash.name, range.name];

export const tableArn = (cloud: Cloud, name: string): string =>
  `arn:aws:dynamodb:${cloud.region}:${cloud.accountId}:table/${name}`;

/** A table's name from a request, which may give its ARN instead. */
export function tableNameOf(given: string | undefined): string {
  return /^arn:[^:]*:dynamodb:[^:]*:[^:]*:table\/([^/]+)$/.exec(given ?? "")?.[1] ?? given ?? "";
}
