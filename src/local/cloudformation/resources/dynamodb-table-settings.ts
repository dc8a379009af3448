import type {
  AttributeDefinition,
  CreateTableInput,
  GlobalSecondaryIndexUpdate,
  KeySchemaElement,
  Projection,
  ProvisionedThroughput,
  TableDescription,
} from "@aws-sdk/client-dynamodb";
import { canonicalJson, type JsonValue } from "../json-value.ts";
import type { ResourceContext } from "../resource-type.ts";
import { validationError } from "../template/template.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { isTrue } from "./is-true.ts";
import { tagChanges, type Tag } from "./tag-changes.ts";

// What AWS::DynamoDB::Table and AWS::DynamoDB::GlobalTable both come down to: one table of the API, made and changed by its operations.

export interface IndexSettings {
  readonly IndexName: string;
  readonly KeySchema: KeySchemaElement[];
  readonly Projection: Projection;
  readonly ProvisionedThroughput: ProvisionedThroughput | undefined;
}

export interface TableSettings {
  readonly AttributeDefinitions: AttributeDefinition[];
  readonly KeySchema: KeySchemaElement[];
  readonly LocalSecondaryIndexes: CreateTableInput["LocalSecondaryIndexes"];
  readonly GlobalSecondaryIndexes: readonly IndexSettings[];
  readonly BillingMode: "PROVISIONED" | "PAY_PER_REQUEST";
  readonly ProvisionedThroughput: ProvisionedThroughput | undefined;
  readonly isEncrypted: boolean | undefined;
  readonly TableClass: CreateTableInput["TableClass"];
  readonly isProtected: boolean;
  readonly ttlAttribute: string | undefined;
  readonly hasBackups: boolean;
  readonly streamViewType: string | undefined;
  readonly tags: readonly Tag[];
}

/** The attribute of a TimeToLiveSpecification that is switched on. */
export function enabledTtl(
  given: { readonly AttributeName?: string; readonly Enabled: boolean | string } | undefined,
): string | undefined {
  return given !== undefined && isTrue(given.Enabled) ? given.AttributeName : undefined;
}

/** Makes the table, and what only further operations can give it. */
export async function createDynamoDbTable(name: string, table: TableSettings, context: ResourceContext): Promise<void> {
  const global = table.GlobalSecondaryIndexes;
  await context.call("dynamodb", "CreateTable", {
    TableName: name,
    AttributeDefinitions: table.AttributeDefinitions,
    KeySchema: table.KeySchema,
    LocalSecondaryIndexes: table.LocalSecondaryIndexes,
    ...(global.length > 0 && { GlobalSecondaryIndexes: [...global] }),
    BillingMode: table.BillingMode,
    ProvisionedThroughput: table.ProvisionedThroughput,
    ...(table.isEncrypted !== undefined && { SSESpecification: { Enabled: table.isEncrypted } }),
    TableClass: table.TableClass,
    DeletionProtectionEnabled: table.isProtected,
    ...(table.streamViewType !== undefined && { StreamSpecification: streamOf(table.streamViewType) }),
    Tags: [...table.tags],
  });
  context.exists(name);
  await putTtl(name, undefined, table.ttlAttribute, context);
  if (table.hasBackups) await putBackups(name, true, context);
}

/** Brings a table from what it was to what it shall be. */
export async function updateDynamoDbTable(
  name: string,
  before: TableSettings,
  after: TableSettings,
  context: ResourceContext,
): Promise<void> {
  const changes = tableChanges(before, after);
  if (Object.keys(changes).length > 0) await context.call("dynamodb", "UpdateTable", { TableName: name, ...changes });
  await putStream(name, before.streamViewType, after.streamViewType, context);
  await putTtl(name, before.ttlAttribute, after.ttlAttribute, context);
  if (before.hasBackups !== after.hasBackups) await putBackups(name, after.hasBackups, context);
  const { set, removedKeys: TagKeys } = tagChanges(before.tags, after.tags);
  const ResourceArn = dynamoDbTableArn(name, context);
  if (TagKeys.length > 0) await context.call("dynamodb", "UntagResource", { ResourceArn, TagKeys });
  if (set.length > 0) await context.call("dynamodb", "TagResource", { ResourceArn, Tags: set });
}

export async function deleteDynamoDbTable(name: string, { call }: ResourceContext): Promise<void> {
  await ignoreMissing(call("dynamodb", "DeleteTable", { TableName: name }));
}

export const dynamoDbTableArn = (name: string, { cloud }: ResourceContext): string =>
  `arn:aws:dynamodb:${cloud.region}:${cloud.accountId}:table/${name}`;

const isSame = (a: unknown, b: unknown): boolean =>
  canonicalJson((a ?? null) as JsonValue) === canonicalJson((b ?? null) as JsonValue);

function tableChanges(before: TableSettings, after: TableSettings): object {
  const indexUpdates = indexChanges(before.GlobalSecondaryIndexes, after.GlobalSecondaryIndexes, after.BillingMode);
  const isChanged = (name: keyof TableSettings): boolean => !isSame(before[name], after[name]);
  return {
    ...(isChanged("AttributeDefinitions") && { AttributeDefinitions: after.AttributeDefinitions }),
    ...(isChanged("BillingMode") && { BillingMode: after.BillingMode }),
    ...(isChanged("ProvisionedThroughput") &&
      after.ProvisionedThroughput && { ProvisionedThroughput: after.ProvisionedThroughput }),
    ...(isChanged("isEncrypted") && { SSESpecification: { Enabled: after.isEncrypted ?? false } }),
    ...(isChanged("TableClass") && { TableClass: after.TableClass ?? "STANDARD" }),
    ...(isChanged("isProtected") && { DeletionProtectionEnabled: after.isProtected }),
    ...(indexUpdates.length > 0 && { GlobalSecondaryIndexUpdates: indexUpdates }),
  };
}

function indexChanges(
  before: readonly IndexSettings[],
  after: readonly IndexSettings[],
  billingMode: TableSettings["BillingMode"],
): readonly GlobalSecondaryIndexUpdate[] {
  const find = (indexes: readonly IndexSettings[], name: string) => indexes.find(({ IndexName }) => IndexName === name);
  const made = after.filter(({ IndexName }) => find(before, IndexName) === undefined);
  const removed = before.filter(({ IndexName }) => find(after, IndexName) === undefined);
  if (made.length + removed.length > 1) {
    throw validationError("Cannot perform more than one GSI creation or deletion in a single update");
  }
  const kept = after.flatMap((index) => {
    const old = find(before, index.IndexName);
    if (old === undefined) return [];
    if (!isSame(old.KeySchema, index.KeySchema) || !isSame(old.Projection, index.Projection)) {
      throw validationError(
        "Cannot update GSI's properties other than Provisioned Throughput and Contributor Insights Specification. " +
          "You can create a new GSI with a different name.",
      );
    }
    const isUnchanged = isSame(old.ProvisionedThroughput, index.ProvisionedThroughput);
    return isUnchanged || billingMode === "PAY_PER_REQUEST" ? [] : [index];
  });
  return [
    ...removed.map(({ IndexName }) => ({ Delete: { IndexName } })),
    ...made.map((index) => ({ Create: index })),
    ...kept.map(({ IndexName, ProvisionedThroughput }) => ({ Update: { IndexName, ProvisionedThroughput } })),
  ];
}

const streamOf = (viewType: string | undefined) =>
  viewType === undefined ? { StreamEnabled: false } : { StreamEnabled: true, StreamViewType: viewType };

/** A stream of another view is another stream. */
async function putStream(
  name: string,
  before: string | undefined,
  after: string | undefined,
  { call }: ResourceContext,
): Promise<void> {
  if (before === after) return;
  const put = (viewType: string | undefined) =>
    call("dynamodb", "UpdateTable", { TableName: name, StreamSpecification: streamOf(viewType) });
  if (before !== undefined) await put(undefined);
  if (after !== undefined) await put(after);
}

/** What `Fn::GetAtt` gives of a table's stream, if it has one. */
export function streamAttributes(table: TableDescription | undefined): Readonly<Record<string, string>> {
  return table?.StreamSpecification === undefined ? {} : { StreamArn: table.LatestStreamArn ?? "" };
}

async function putTtl(
  name: string,
  before: string | undefined,
  after: string | undefined,
  { call }: ResourceContext,
): Promise<void> {
  if (before === after) return;
  const AttributeName = after ?? before;
  const TimeToLiveSpecification = { AttributeName, Enabled: after !== undefined };
  await call("dynamodb", "UpdateTimeToLive", { TableName: name, TimeToLiveSpecification });
}

async function putBackups(name: string, isEnabled: boolean, { call }: ResourceContext): Promise<void> {
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: isEnabled };
  await call("dynamodb", "UpdateContinuousBackups", { TableName: name, PointInTimeRecoverySpecification });
}

interface GivenThroughput {
  readonly ReadCapacityUnits: number | string;
  readonly WriteCapacityUnits: number | string;
}

/** Numbers of a template, which may be texts. */
export function throughputOf(given: GivenThroughput | undefined): ProvisionedThroughput | undefined {
  if (given === undefined) return undefined;
  return {
    ReadCapacityUnits: Number(given.ReadCapacityUnits),
    WriteCapacityUnits: Number(given.WriteCapacityUnits),
  };
}
