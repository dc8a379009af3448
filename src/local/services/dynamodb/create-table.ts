import type { CreateTableInput, CreateTableOutput } from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { checkStream } from "./streams/change-stream.ts";
import { openStream } from "./streams/stream-store.ts";
import { authorizeTable } from "./tables/authorize-table.ts";
import { checkDefinition } from "./tables/check-definition.ts";
import { describeTableRow } from "./tables/describe-table-row.ts";
import { tableNameOf, type IndexDefinition, type TableDefinition } from "./tables/table.ts";
import { checkTags, tagMap } from "./tables/tags.ts";
import { findTable, insertTable } from "./tables/table-store.ts";
import { validationError } from "./validation-error.ts";

export const createTable: Operation<CreateTableInput, CreateTableOutput> = {
  members: [
    "TableName",
    "AttributeDefinitions",
    "KeySchema",
    "LocalSecondaryIndexes",
    "GlobalSecondaryIndexes.IndexName",
    "GlobalSecondaryIndexes.KeySchema",
    "GlobalSecondaryIndexes.Projection",
    "GlobalSecondaryIndexes.ProvisionedThroughput",
    "BillingMode",
    "ProvisionedThroughput",
    "SSESpecification.Enabled",
    "TableClass",
    "DeletionProtectionEnabled",
    "StreamSpecification",
    "Tags",
  ],
  authorize: authorizeTable("CreateTable"),
  handle(input, { cloud }) {
    const name = tableNameOf(input.TableName);
    checkTableName(name);
    const definition: TableDefinition = {
      AttributeDefinitions: input.AttributeDefinitions ?? [],
      KeySchema: input.KeySchema ?? [],
      LocalSecondaryIndexes: (input.LocalSecondaryIndexes ?? []) as readonly IndexDefinition[],
      GlobalSecondaryIndexes: (input.GlobalSecondaryIndexes ?? []) as readonly IndexDefinition[],
      BillingMode: input.BillingMode ?? "PROVISIONED",
      ProvisionedThroughput: input.ProvisionedThroughput,
      SSESpecification: input.SSESpecification,
      TableClass: input.TableClass,
      DeletionProtectionEnabled: input.DeletionProtectionEnabled ?? false,
      StreamSpecification: checkStream(input.StreamSpecification),
    };
    checkDefinition(definition);
    checkTags(input.Tags);
    if (findTable(cloud, name) !== undefined) {
      throw new AwsError("ResourceInUseException", `Table already exists: ${name}`);
    }
    const table = inTransaction(cloud.db, () => {
      const inserted = insertTable(cloud, name, definition, tagMap(input.Tags));
      const viewType = definition.StreamSpecification?.StreamViewType;
      if (viewType !== undefined) openStream(cloud, inserted, viewType);
      return inserted;
    });
    // It can be used at once; clients that wait for ACTIVE find it when they ask.
    return { TableDescription: describeTableRow(cloud, table, "CREATING") };
  },
};

function checkTableName(name: string): void {
  if (name.length < 3 || name.length > 255) {
    throw validationError("TableName must be at least 3 characters long and at most 255 characters long");
  }
  if (/^[\w.-]+$/.test(name)) return;
  throw validationError(
    `1 validation error detected: Value '${name}' at 'tableName' failed to satisfy constraint: Member must satisfy regular ` +
      "expression pattern: [a-zA-Z0-9_.-]+",
  );
}
