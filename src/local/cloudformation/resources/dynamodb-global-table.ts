import type { DescribeTableOutput, ProvisionedThroughput } from "@aws-sdk/client-dynamodb";
import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { validationError } from "../template/template.ts";
import {
  createDynamoDbTable,
  deleteDynamoDbTable,
  dynamoDbTableArn,
  enabledTtl,
  streamAttributes,
  updateDynamoDbTable,
  type IndexSettings,
  type TableSettings,
} from "./dynamodb-table-settings.ts";
import { isTrue } from "./is-true.ts";
import type { Tag } from "./tag-changes.ts";

/** Capacity as units, or as bounds between which AWS scales; nothing is throttled here, so that the lower bound says it all. */
interface Capacity {
  readonly ReadCapacityUnits?: number | string;
  readonly ReadCapacityAutoScalingSettings?: { readonly MinCapacity: number | string };
  readonly WriteCapacityAutoScalingSettings?: { readonly MinCapacity: number | string };
}

interface Replica {
  readonly Region: string;
  readonly DeletionProtectionEnabled?: boolean | string;
  readonly TableClass?: NonNullable<TableSettings["TableClass"]>;
  readonly PointInTimeRecoverySpecification?: { readonly PointInTimeRecoveryEnabled?: boolean | string };
  readonly ReadProvisionedThroughputSettings?: Capacity;
  readonly GlobalSecondaryIndexes?: readonly {
    readonly IndexName: string;
    readonly ReadProvisionedThroughputSettings?: Capacity;
  }[];
  readonly Tags?: readonly Tag[];
}

type Index = Omit<IndexSettings, "ProvisionedThroughput"> & { readonly WriteProvisionedThroughputSettings?: Capacity };

interface GlobalTableProperties {
  readonly TableName?: string;
  readonly AttributeDefinitions: TableSettings["AttributeDefinitions"];
  readonly KeySchema: TableSettings["KeySchema"];
  readonly LocalSecondaryIndexes?: NonNullable<TableSettings["LocalSecondaryIndexes"]>;
  readonly GlobalSecondaryIndexes?: readonly Index[];
  readonly BillingMode?: TableSettings["BillingMode"];
  readonly WriteProvisionedThroughputSettings?: Capacity;
  readonly SSESpecification?: { readonly SSEEnabled?: boolean | string };
  readonly TimeToLiveSpecification?: { readonly AttributeName?: string; readonly Enabled: boolean | string };
  readonly StreamSpecification?: { readonly StreamViewType: string };
  readonly Replicas: readonly Replica[];
}

export const dynamoDbGlobalTable = defineResourceType<GlobalTableProperties>({
  name: "AWS::DynamoDB::GlobalTable",
  properties: {
    TableName: "replace",
    AttributeDefinitions: "update",
    KeySchema: "replace",
    LocalSecondaryIndexes: "replace",
    "GlobalSecondaryIndexes.IndexName": "update",
    "GlobalSecondaryIndexes.KeySchema": "update",
    "GlobalSecondaryIndexes.Projection": "update",
    "GlobalSecondaryIndexes.WriteProvisionedThroughputSettings": "update",
    BillingMode: "update",
    WriteProvisionedThroughputSettings: "update",
    "SSESpecification.SSEEnabled": "update",
    TimeToLiveSpecification: "update",
    "StreamSpecification.StreamViewType": "update",
    "Replicas.Region": "update",
    "Replicas.DeletionProtectionEnabled": "update",
    "Replicas.TableClass": "update",
    "Replicas.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled": "update",
    "Replicas.ReadProvisionedThroughputSettings": "update",
    "Replicas.GlobalSecondaryIndexes.IndexName": "update",
    "Replicas.GlobalSecondaryIndexes.ReadProvisionedThroughputSettings": "update",
    "Replicas.Tags": "update",
  },
  required: ["AttributeDefinitions", "KeySchema", "Replicas"],
  attributes: ["Arn", "StreamArn", "TableId"],
  refusals: ({ Replicas }) =>
    Array.isArray(Replicas) && Replicas.length > 1
      ? ["Replicas in other regions are not implemented by the local cloud, which has one region"]
      : [],
  nameProperty: "TableName",
  async create(properties, context) {
    const name = properties.TableName ?? context.physicalName({ maxLength: 255 });
    await createDynamoDbTable(name, settingsOf(properties, context), context);
    return stateOf(name, context);
  },
  async update(properties, existing, context) {
    const name = existing.physicalId;
    const [before, after] = [settingsOf(existing.properties, context), settingsOf(properties, context)];
    await updateDynamoDbTable(name, before, after, context);
    return stateOf(name, context);
  },
  delete: ({ physicalId }, context) => deleteDynamoDbTable(physicalId, context),
});

async function stateOf(name: string, context: ResourceContext) {
  const { Table } = await context.call<DescribeTableOutput>("dynamodb", "DescribeTable", { TableName: name });
  const attributes = {
    Arn: dynamoDbTableArn(name, context),
    TableId: Table?.TableId ?? "",
    ...streamAttributes(Table),
  };
  return { physicalId: name, attributes };
}

/** The replica that is here; the local cloud has one region, and no other replica. */
function replicaHere({ Replicas }: GlobalTableProperties, { cloud }: ResourceContext): Replica {
  const [replica, ...others] = Replicas;
  if (replica?.Region === cloud.region && others.length === 0) return replica;
  throw validationError(
    `Replicas of a global table outside ${cloud.region} are not implemented by the local cloud, which has one region`,
  );
}

function settingsOf(properties: GlobalTableProperties, context: ResourceContext): TableSettings {
  const replica = replicaHere(properties, context);
  const { SSESpecification, GlobalSecondaryIndexes = [] } = properties;
  const isOnDemand = properties.BillingMode === "PAY_PER_REQUEST";
  const throughput = (read: Capacity | undefined, write: Capacity | undefined): ProvisionedThroughput | undefined =>
    isOnDemand ? undefined : { ReadCapacityUnits: unitsOf(read), WriteCapacityUnits: unitsOf(write) };
  return {
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    LocalSecondaryIndexes: properties.LocalSecondaryIndexes,
    GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(({ WriteProvisionedThroughputSettings: write, ...index }) => {
      const here = replica.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === index.IndexName);
      return { ...index, ProvisionedThroughput: throughput(here?.ReadProvisionedThroughputSettings, write) };
    }),
    BillingMode: properties.BillingMode ?? "PROVISIONED",
    ProvisionedThroughput: throughput(
      replica.ReadProvisionedThroughputSettings,
      properties.WriteProvisionedThroughputSettings,
    ),
    isEncrypted: SSESpecification && isTrue(SSESpecification.SSEEnabled),
    TableClass: replica.TableClass,
    isProtected: isTrue(replica.DeletionProtectionEnabled),
    streamViewType: properties.StreamSpecification?.StreamViewType,
    ttlAttribute: enabledTtl(properties.TimeToLiveSpecification),
    hasBackups: isTrue(replica.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled),
    tags: replica.Tags ?? [],
  };
}

function unitsOf(capacity: Capacity | undefined): number {
  const scaling = capacity?.ReadCapacityAutoScalingSettings ?? capacity?.WriteCapacityAutoScalingSettings;
  return Number(capacity?.ReadCapacityUnits ?? scaling?.MinCapacity ?? 1);
}
