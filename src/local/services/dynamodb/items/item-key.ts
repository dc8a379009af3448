import { validationError } from "../validation-error.ts";
import { partitionBytes, sortBytes } from "../values/key-bytes.ts";
import { readAttributes, type WireAttributes } from "../values/read-value.ts";
import { sizeOfValue } from "../values/value-size.ts";
import type { Attributes, Value } from "../values/value.ts";
import { indexesOf, keyNames, tableKeyOf, type KeyAttribute, type KeySchema, type Table } from "../tables/table.ts";

/** Where an item is, in its table or in an index. */
export interface Position {
  readonly hash: Buffer;
  readonly range: Buffer;
}

const noRange = Buffer.alloc(0);
const longestHash = 2048;
const longestRange = 1024;

const invalid = (what: string) => validationError(`One or more parameter values were invalid: ${what}`);

/** Reads the key of a request, which must be the table's key and nothing else. */
export function readKey(table: Table, wire: WireAttributes | undefined): Attributes {
  const given = readAttributes(wire);
  const schema = tableKeyOf(table);
  const names = keyNames(schema);
  const isWhole = given.size === names.length && names.every((name) => given.has(name));
  if (!isWhole) throw validationError("The provided key element does not match the schema");
  for (const attribute of [schema.hash, schema.range]) {
    if (attribute !== undefined && given.get(attribute.name)?.type !== attribute.type) {
      throw validationError("The provided key element does not match the schema");
    }
  }
  checkKeySizes(schema, given);
  return given;
}

/** Throws unless an item has the key of its table, and fits the keys of its indexes. */
export function checkItemKeys(table: Table, item: Attributes): void {
  const schema = tableKeyOf(table);
  for (const attribute of [schema.hash, schema.range]) {
    if (attribute === undefined) continue;
    const value = item.get(attribute.name);
    if (value === undefined) throw invalid(`Missing the key ${attribute.name} in the item`);
    if (value.type === attribute.type) continue;
    throw invalid(`Type mismatch for key ${attribute.name} expected: ${attribute.type} actual: ${value.type}`);
  }
  checkKeySizes(schema, item);
  for (const index of indexesOf(table)) {
    for (const attribute of [index.key.hash, index.key.range]) {
      if (attribute !== undefined) checkIndexKey(index.name, attribute, item.get(attribute.name));
    }
  }
}

function checkIndexKey(index: string, { name, type }: KeyAttribute, value: Value | undefined): void {
  if (value === undefined) return;
  if (value.type !== type) {
    throw invalid(`Type mismatch for Index Key ${name} Expected: ${type} Actual: ${value.type} IndexName: ${index}`);
  }
  if (sizeOfValue(value) > 0) return;
  throw validationError(
    "One or more parameter values are not valid. A value specified for a secondary index key is not supported. " +
      `The AttributeValue for a key attribute cannot contain an empty ${value.type === "S" ? "string" : "binary"} value. ` +
      `IndexName: ${index}, IndexKey: ${name}`,
  );
}

/** The values of a key are neither empty nor longer than DynamoDB takes them. */
export function checkKeySizes(schema: KeySchema, item: Attributes): void {
  for (const attribute of [schema.hash, schema.range]) {
    const value = attribute && item.get(attribute.name);
    if (attribute === undefined || value === undefined) continue;
    const size = sizeOfValue(value);
    if (size === 0) {
      throw validationError(
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty " +
          `${value.type === "S" ? "string" : "binary"} value. Key: ${attribute.name}`,
      );
    }
    if (attribute === schema.hash && size > longestHash) {
      throw invalid(`Size of hashkey has exceeded the maximum size limit of${longestHash} bytes`);
    }
    if (attribute === schema.range && size > longestRange) {
      throw invalid(`Aggregated size of all range keys has exceeded the size limit of ${longestRange} bytes`);
    }
  }
}

/** Where an item stands by a key that it has. */
export function positionOf({ hash, range }: KeySchema, item: Attributes): Position {
  return {
    hash: partitionBytes(item.get(hash.name) as Value),
    range: range === undefined ? noRange : sortBytes(item.get(range.name) as Value),
  };
}

/** Where an item stands in an index; undefined if it lacks one of the index's keys. */
export function indexPositionOf(schema: KeySchema, item: Attributes): Position | undefined {
  return keyNames(schema).every((name) => item.has(name)) ? positionOf(schema, item) : undefined;
}

/** The attributes that make an item's key. */
export function keyOf(names: Iterable<string>, item: Attributes): Attributes {
  const key = new Map<string, Value>();
  for (const name of names) {
    const value = item.get(name);
    if (value !== undefined) key.set(name, value);
  }
  return key;
}
