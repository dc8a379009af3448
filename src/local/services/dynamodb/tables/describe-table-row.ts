import type { IndexStatus, TableDescription, TableStatus } from "@aws-sdk/client-dynamodb";
import type { Cloud } from "../../../service.ts";
import { findLatestStream, streamArn } from "../streams/stream-store.ts";
import { tableArn, type IndexDefinition, type Table } from "./table.ts";

/** A table as the API shows it. */
export function describeTableRow(cloud: Cloud, table: Table, status: TableStatus = "ACTIVE"): TableDescription {
  const { definition } = table;
  const arn = tableArn(cloud, table.name);
  const stream = findLatestStream(cloud, table);
  const isOnDemand = definition.BillingMode === "PAY_PER_REQUEST";
  const { count, size } = cloud.db
    .prepare("SELECT count(*) AS count, coalesce(sum(size), 0) AS size FROM dynamodb_items WHERE table_id = ?")
    .get(table.id) as { count: number; size: number };
  const describeIndex = (index: IndexDefinition) => {
    const { ProvisionedThroughput: _, ...rest } = index;
    const held = cloud.db
      .prepare(
        `SELECT count(*) AS count, coalesce(sum(size), 0) AS size FROM dynamodb_index_entries
         JOIN dynamodb_items USING (table_id, hash, range) WHERE table_id = ? AND index_name = ?`,
      )
      .get(table.id, index.IndexName) as { count: number; size: number };
    return {
      ...rest,
      KeySchema: [...rest.KeySchema],
      IndexSizeBytes: held.size,
      ItemCount: held.count,
      IndexArn: `${arn}/index/${index.IndexName}`,
    };
  };
  const local = definition.LocalSecondaryIndexes.map(describeIndex);
  const global = definition.GlobalSecondaryIndexes.map((index) => ({
    ...describeIndex(index),
    IndexStatus: status as IndexStatus,
    ProvisionedThroughput: throughput(index.ProvisionedThroughput),
  }));
  return {
    AttributeDefinitions: [...definition.AttributeDefinitions],
    TableName: table.name,
    KeySchema: [...definition.KeySchema],
    TableStatus: status,
    CreationDateTime: new Date(table.createdAt),
    ProvisionedThroughput: throughput(definition.ProvisionedThroughput),
    TableSizeBytes: size,
    ItemCount: count,
    TableArn: arn,
    TableId: table.tableId,
    ...(isOnDemand && {
      BillingModeSummary: {
        BillingMode: definition.BillingMode,
        LastUpdateToPayPerRequestDateTime: new Date(table.createdAt),
      },
    }),
    ...(local.length > 0 && { LocalSecondaryIndexes: local }),
    ...(global.length > 0 && { GlobalSecondaryIndexes: global }),
    ...(definition.SSESpecification?.Enabled && { SSEDescription: { Status: "ENABLED", SSEType: "KMS" } }),
    ...(definition.TableClass !== undefined && { TableClassSummary: { TableClass: definition.TableClass } }),
    DeletionProtectionEnabled: definition.DeletionProtectionEnabled,
    ...(definition.StreamSpecification && { StreamSpecification: definition.StreamSpecification }),
    ...(stream && { LatestStreamArn: streamArn(cloud, stream), LatestStreamLabel: stream.label }),
  };
}

function throughput(given: IndexDefinition["ProvisionedThroughput"]) {
  return {
    NumberOfDecreasesToday: 0,
    ReadCapacityUnits: given?.ReadCapacityUnits ?? 0,
    WriteCapacityUnits: given?.WriteCapacityUnits ?? 0,
  };
}
