import type { DescribeTableOutput } from "@aws-sdk/client-dynamodb";
import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import {
  createDynamoDbTable,
  deleteDynamoDbTable,
  dynamoDbTableArn,
  enabledTtl,
  streamAttributes,
  throughputOf,
  updateDynamoDbTable,
  type IndexSettings,
  type TableSettings,
} from "./dynamodb-table-settings.ts";
import { isTrue } from "./is-true.ts";
import type { Tag } from "./tag-changes.ts";

type Index = Omit<IndexSettings, "ProvisionedThroughput"> & {
  readonly ProvisionedThroughput?: Parameters<typeof throughputOf>[0];
};

interface TableProperties {
  readonly TableName?: string;
  readonly AttributeDefinitions?: TableSettings["AttributeDefinitions"];
  readonly KeySchema: TableSettings["KeySchema"];
  readonly LocalSecondaryIndexes?: NonNullable<TableSettings["LocalSecondaryIndexes"]>;
  readonly GlobalSecondaryIndexes?: readonly Index[];
  readonly BillingMode?: TableSettings["BillingMode"];
  readonly ProvisionedThroughput?: Parameters<typeof throughputOf>[0];
  readonly SSESpecification?: { readonly SSEEnabled?: boolean | string };
  readonly TableClass?: NonNullable<TableSettings["TableClass"]>;
  readonly DeletionProtectionEnabled?: boolean | string;
  readonly TimeToLiveSpecification?: { readonly AttributeName?: string; readonly Enabled: boolean | string };
  readonly PointInTimeRecoverySpecification?: { readonly PointInTimeRecoveryEnabled?: boolean | string };
  readonly StreamSpecification?: { readonly StreamViewType: string };
  readonly Tags?: readonly Tag[];
}

export const dynamoDbTable = defineResourceType<TableProperties>({
  name: "AWS::DynamoDB::Table",
  properties: {
    TableName: "replace",
    AttributeDefinitions: "update",
    KeySchema: "replace",
    LocalSecondaryIndexes: "replace",
    "GlobalSecondaryIndexes.IndexName": "update",
    "GlobalSecondaryIndexes.KeySchema": "update",
    "GlobalSecondaryIndexes.Projection": "update",
    "GlobalSecondaryIndexes.ProvisionedThroughput": "update",
    BillingMode: "update",
    ProvisionedThroughput: "update",
    "SSESpecification.SSEEnabled": "update",
    TableClass: "update",
    DeletionProtectionEnabled: "update",
    TimeToLiveSpecification: "update",
    "StreamSpecification.StreamViewType": "update",
    "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled": "update",
    Tags: "update",
  },
  required: ["KeySchema"],
  attributes: ["Arn", "StreamArn"],
  nameProperty: "TableName",
  tags: "list",
  async create(properties, context) {
    const name = properties.TableName ?? context.physicalName({ maxLength: 255 });
    await createDynamoDbTable(name, settingsOf(properties), context);
    return stateOf(name, context);
  },
  async update(properties, existing, context) {
    const name = existing.physicalId;
    await updateDynamoDbTable(name, settingsOf(existing.properties), settingsOf(properties), context);
    return stateOf(name, context);
  },
  delete: ({ physicalId }, context) => deleteDynamoDbTable(physicalId, context),
});

async function stateOf(name: string, context: ResourceContext) {
  const { Table } = await context.call<DescribeTableOutput>("dynamodb", "DescribeTable", { TableName: name });
  return { physicalId: name, attributes: { Arn: dynamoDbTableArn(name, context), ...streamAttributes(Table) } };
}

function settingsOf(properties: TableProperties): TableSettings {
  const { SSESpecification, GlobalSecondaryIndexes = [] } = properties;
  return {
    AttributeDefinitions: properties.AttributeDefinitions ?? [],
    KeySchema: properties.KeySchema,
    LocalSecondaryIndexes: properties.LocalSecondaryIndexes,
    GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => ({
      ...index,
      ProvisionedThroughput: throughputOf(index.ProvisionedThroughput),
    })),
    BillingMode: properties.BillingMode ?? "PROVISIONED",
    ProvisionedThroughput: throughputOf(properties.ProvisionedThroughput),
    isEncrypted: SSESpecification && isTrue(SSESpecification.SSEEnabled),
    TableClass: properties.TableClass,
    isProtected: isTrue(properties.DeletionProtectionEnabled),
    streamViewType: properties.StreamSpecification?.StreamViewType,
    ttlAttribute: enabledTtl(properties.TimeToLiveSpecification),
    hasBackups: isTrue(properties.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled),
    tags: properties.Tags ?? [],
  };
}
