import type { KeySchemaElement, Projection, ProvisionedThroughput } from "@aws-sdk/client-dynamodb";
import { notImplemented } from "../../../aws-error.ts";
import { validationError } from "../validation-error.ts";
import type { IndexDefinition, TableDefinition } from "./table.ts";

const mostLocalIndexes = 5;
const mostGlobalIndexes = 20;

const invalid = (what: string) => validationError(`One or more parameter values were invalid: ${what}`);

/** Throws in DynamoDB's words unless a table can be so. */
export function checkDefinition(definition: TableDefinition): void {
  const { LocalSecondaryIndexes: local, GlobalSecondaryIndexes: global } = definition;
  checkKeySchema(definition.KeySchema);
  if (local.length > 0 && definition.KeySchema.length < 2) {
    throw invalid("Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex");
  }
  if (local.length > mostLocalIndexes) {
    throw invalid(`Number of LocalSecondaryIndexes exceeds per-table limit of ${mostLocalIndexes}`);
  }
  if (global.length > mostGlobalIndexes) {
    throw invalid(`Number of GlobalSecondaryIndexes exceeds per-table limit of ${mostGlobalIndexes}`);
  }
  const names = [...local, ...global].map(({ IndexName }) => IndexName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`Duplicate index name: ${twice}`);
  for (const index of local) checkLocalIndex(definition, index);
  for (const index of [...local, ...global]) checkIndex(index);
  checkAttributes(definition);
  checkThroughput(definition);
}

function checkKeySchema([first, second, ...others]: readonly KeySchemaElement[], isIndex = false): void {
  if (first?.KeyType !== "HASH") {
    throw validationError("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  }
  if (others.length > 0 || (isIndex && second?.KeyType === "HASH")) {
    if (isIndex) throw notImplemented("A key of several attributes of a global secondary index");
    throw validationError(
      "1 validation error detected: Value at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2",
    );
  }
  if (second === undefined) return;
  if (second.KeyType !== "RANGE") {
    throw validationError("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  }
  if (first.AttributeName === second.AttributeName) {
    throw validationError("Both the Hash Key and the Range Key element in the KeySchema have the same name");
  }
}

function checkLocalIndex({ KeySchema }: TableDefinition, index: IndexDefinition): void {
  if (index.KeySchema.length < 2) {
    throw invalid(`Index KeySchema does not have a range key for index: ${index.IndexName}`);
  }
  if (index.KeySchema[0]?.AttributeName === KeySchema[0]?.AttributeName) return;
  throw invalid(
    `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${index.IndexName}. ` +
      `index hash key: ${index.KeySchema[0]?.AttributeName}, table hash key: ${KeySchema[0]?.AttributeName}`,
  );
}

function checkIndex({ IndexName, KeySchema, Projection }: IndexDefinition): void {
  if (!/^[\w.-]{3,255}$/.test(IndexName)) {
    throw validationError(
      `1 validation error detected: Value '${IndexName}' at 'indexName' failed to satisfy constraint: ` +
        "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+ with a length of 3 to 255",
    );
  }
  checkKeySchema(KeySchema, true);
  checkProjection(Projection);
}

function checkProjection({ ProjectionType: type, NonKeyAttributes: names }: Projection): void {
  if (type === undefined || !["ALL", "KEYS_ONLY", "INCLUDE"].includes(type)) {
    throw invalid(`Unknown ProjectionType: ${type ?? "null"}`);
  }
  if (type === "INCLUDE" && names === undefined) {
    throw invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
  }
  if (type !== "INCLUDE" && names !== undefined) {
    throw invalid(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
  }
}

function checkAttributes(definition: TableDefinition): void {
  const defined = definition.AttributeDefinitions.map(({ AttributeName }) => AttributeName ?? "");
  const badType = definition.AttributeDefinitions.find(({ AttributeType }) => !/^[SNB]$/.test(AttributeType ?? ""));
  if (badType !== undefined) {
    throw validationError(
      `1 validation error detected: Value '${badType.AttributeType}' at 'attributeDefinitions.1.member.attributeType' failed ` +
        "to satisfy constraint: Member must satisfy enum value set: [B, N, S]",
    );
  }
  if (new Set(defined).size !== defined.length) throw invalid("Duplicate AttributeName in AttributeDefinitions");
  const schemas = [definition, ...definition.LocalSecondaryIndexes, ...definition.GlobalSecondaryIndexes];
  const used = [
    ...new Set(schemas.flatMap(({ KeySchema }) => KeySchema.map(({ AttributeName }) => AttributeName ?? ""))),
  ];
  const missing = used.filter((name) => !defined.includes(name));
  if (missing.length > 0) {
    const what = schemas.length > 1 ? "index key attributes" : "key attributes";
    throw invalid(
      `Some ${what} are not defined in AttributeDefinitions. Keys: [${missing.join(", ")}], AttributeDefinitions: [${defined.join(", ")}]`,
    );
  }
  if (used.length === defined.length) return;
  if (schemas.length === 1) {
    throw invalid(
      "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
    );
  }
  throw invalid(
    `Some AttributeDefinitions are not used. AttributeDefinitions: [${defined.join(", ")}], keys used: [${used.join(", ")}]`,
  );
}

function checkThroughput({ BillingMode, ProvisionedThroughput, GlobalSecondaryIndexes }: TableDefinition): void {
  if (BillingMode === "PAY_PER_REQUEST") {
    const given = [ProvisionedThroughput, ...GlobalSecondaryIndexes.map((index) => index.ProvisionedThroughput)];
    if (given.every((throughput) => throughput === undefined)) return;
    throw invalid(
      "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
    );
  }
  if (BillingMode !== "PROVISIONED") {
    throw validationError(
      `1 validation error detected: Value '${String(BillingMode)}' at 'billingMode' failed to satisfy constraint: ` +
        "Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]",
    );
  }
  if (ProvisionedThroughput === undefined) {
    throw invalid("ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
  }
  checkUnits(ProvisionedThroughput);
  for (const { IndexName, ProvisionedThroughput: own } of GlobalSecondaryIndexes) {
    if (own === undefined) throw invalid(`ProvisionedThroughput is not specified for index: ${IndexName}`);
    checkUnits(own);
  }
}

function checkUnits({ ReadCapacityUnits, WriteCapacityUnits }: ProvisionedThroughput): void {
  for (const [name, units = 0] of Object.entries({ ReadCapacityUnits, WriteCapacityUnits })) {
    if (Number.isSafeInteger(units) && units >= 1) continue;
    throw validationError(
      `1 validation error detected: Value '${units}' at 'provisionedThroughput.${name.charAt(0).toLowerCase()}${name.slice(1)}' ` +
        "failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
  }
}
