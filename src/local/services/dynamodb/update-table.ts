import type { GlobalSecondaryIndexUpdate, UpdateTableInput, UpdateTableOutput } from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../aws-error.ts";
import type { Cloud, Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { dropIndex, fillIndex } from "./items/item-store.ts";
import { checkStream, checkStreamChange } from "./streams/change-stream.ts";
import { closeStream, openStream } from "./streams/stream-store.ts";
import { authorizeTable } from "./tables/authorize-table.ts";
import { checkDefinition } from "./tables/check-definition.ts";
import { describeTableRow } from "./tables/describe-table-row.ts";
import { getIndex, type IndexDefinition, type Table, type TableDefinition } from "./tables/table.ts";
import { requireTable, updateTableRow } from "./tables/table-store.ts";
import { validationError } from "./validation-error.ts";

export const updateTable: Operation<UpdateTableInput, UpdateTableOutput> = {
  members: [
    "TableName",
    "AttributeDefinitions",
    "BillingMode",
    "ProvisionedThroughput",
    "GlobalSecondaryIndexUpdates.Create.IndexName",
    "GlobalSecondaryIndexUpdates.Create.KeySchema",
    "GlobalSecondaryIndexUpdates.Create.Projection",
    "GlobalSecondaryIndexUpdates.Create.ProvisionedThroughput",
    "GlobalSecondaryIndexUpdates.Update.IndexName",
    "GlobalSecondaryIndexUpdates.Update.ProvisionedThroughput",
    "GlobalSecondaryIndexUpdates.Delete",
    "SSESpecification.Enabled",
    "TableClass",
    "DeletionProtectionEnabled",
    "StreamSpecification",
  ],
  authorize: authorizeTable("UpdateTable"),
  handle(input, { cloud }) {
    const table = requireTable(cloud, input.TableName);
    checkStreamChange(table, input.StreamSpecification);
    const definition = changedDefinition(table.definition, input);
    checkDefinition(definition);
    const changed = { ...table, definition };
    inTransaction(cloud.db, () => {
      updateTableRow(cloud, changed);
      if (input.StreamSpecification !== undefined) switchStream(cloud, changed);
      for (const update of input.GlobalSecondaryIndexUpdates ?? []) changeEntries(cloud, changed, update);
    });
    return { TableDescription: describeTableRow(cloud, changed, "UPDATING") };
  },
};

function changedDefinition(before: TableDefinition, input: UpdateTableInput): TableDefinition {
  const BillingMode = input.BillingMode ?? before.BillingMode;
  const isOnDemand = BillingMode === "PAY_PER_REQUEST";
  const indexes = (input.GlobalSecondaryIndexUpdates ?? []).reduce(changedIndexes, before.GlobalSecondaryIndexes);
  const withoutThroughput = (index: IndexDefinition): IndexDefinition => ({
    ...index,
    ProvisionedThroughput: undefined,
  });
  // Changing to on-demand forgets what was provisioned.
  const isSwitched = isOnDemand && before.BillingMode !== "PAY_PER_REQUEST";
  const defined = [...before.AttributeDefinitions, ...(input.AttributeDefinitions ?? [])];
  const definition: TableDefinition = {
    ...before,
    BillingMode,
    AttributeDefinitions: [...new Map(defined.map((one) => [one.AttributeName, one])).values()],
    GlobalSecondaryIndexes: isSwitched ? indexes.map(withoutThroughput) : indexes,
    ProvisionedThroughput:
      input.ProvisionedThroughput ?? (isSwitched || isOnDemand ? undefined : before.ProvisionedThroughput),
    SSESpecification: input.SSESpecification ?? before.SSESpecification,
    TableClass: input.TableClass ?? before.TableClass,
    DeletionProtectionEnabled: input.DeletionProtectionEnabled ?? before.DeletionProtectionEnabled,
    StreamSpecification: input.StreamSpecification
      ? checkStream(input.StreamSpecification)
      : before.StreamSpecification,
  };
  return { ...definition, AttributeDefinitions: usedAttributes(definition) };
}

/** An attribute that only a deleted index used is defined no more. */
function usedAttributes(definition: TableDefinition): TableDefinition["AttributeDefinitions"] {
  const schemas = [definition, ...definition.LocalSecondaryIndexes, ...definition.GlobalSecondaryIndexes];
  const used = new Set(schemas.flatMap(({ KeySchema }) => KeySchema.map(({ AttributeName }) => AttributeName)));
  return definition.AttributeDefinitions.filter(({ AttributeName }) => used.has(AttributeName));
}

function changedIndexes(
  indexes: readonly IndexDefinition[],
  { Create, Update, Delete }: GlobalSecondaryIndexUpdate,
): readonly IndexDefinition[] {
  if ([Create, Update, Delete].filter((change) => change !== undefined).length !== 1) {
    throw validationError(
      "One or more parameter values were invalid: Exactly one of Create, Update or Delete must be given for an index",
    );
  }
  if (Create !== undefined) {
    if (!indexes.some(({ IndexName }) => IndexName === Create.IndexName))
      return [...indexes, Create as IndexDefinition];
    throw validationError(`One or more parameter values were invalid: Duplicate index name: ${Create.IndexName}`);
  }
  const name = Update?.IndexName ?? Delete?.IndexName;
  if (!indexes.some(({ IndexName }) => IndexName === name)) {
    throw new AwsError("ResourceNotFoundException", "Requested resource not found");
  }
  if (Delete !== undefined) return indexes.filter(({ IndexName }) => IndexName !== name);
  return indexes.map((index) =>
    index.IndexName === name ? { ...index, ProvisionedThroughput: Update?.ProvisionedThroughput } : index,
  );
}

function switchStream(cloud: Cloud, table: Table): void {
  const viewType = table.definition.StreamSpecification?.StreamViewType;
  if (viewType === undefined) closeStream(cloud, table);
  else openStream(cloud, table, viewType);
}

function changeEntries(cloud: Cloud, table: Table, { Create, Delete }: GlobalSecondaryIndexUpdate): void {
  if (Create?.IndexName !== undefined) fillIndex(cloud, table, getIndex(table, Create.IndexName));
  if (Delete?.IndexName !== undefined) dropIndex(cloud, table, Delete.IndexName);
}
