import { Readable } from "node:stream";
import type { NormalizedSchema } from "@smithy/core/schema";
import { AwsError, notImplemented } from "../aws-error.ts";
import { isRecord } from "../is-record.ts";
import { onceFor } from "../once-for.ts";
import type { OperationModel, ServiceModel } from "./service-models.ts";
import { requiredMembers, serviceWires } from "./service-models.ts";

// Every input passes here before its operation sees it: types are what the shape says, required members are there, and
// no member is given that the operation would silently ignore.

/** Throws `AwsError`: 400 in the service's words for a malformed input, 501 for a member that is not implemented. */
export function checkInput(
  model: ServiceModel,
  operation: OperationModel,
  honoured: readonly string[],
  input: Readonly<Record<string, unknown>>,
): void {
  if (operation.input.isUnitSchema()) return;
  const check: Check = { model, operation, honoured: treeOf(honoured) };
  checkStructure(check, operation.input, input, check.honoured, "");
}

interface MemberTree {
  /** The whole structure below is honoured. */
  isWhole: boolean;
  readonly children: Map<string, MemberTree>;
}

interface Check {
  readonly model: ServiceModel;
  readonly operation: OperationModel;
  readonly honoured: MemberTree;
}

/** An operation's list is the same one at each call. */
const treeOf = onceFor(toTree);

function toTree(paths: readonly string[]): MemberTree {
  const root: MemberTree = { isWhole: false, children: new Map() };
  for (const path of paths) {
    let node = root;
    for (const segment of path.split(".")) {
      let child = node.children.get(segment);
      if (child === undefined) {
        child = { isWhole: false, children: new Map() };
        node.children.set(segment, child);
      }
      node = child;
    }
    node.isWhole = true;
  }
  return root;
}

function checkStructure(
  check: Check,
  schema: NormalizedSchema,
  value: Readonly<Record<string, unknown>>,
  honoured: MemberTree | undefined,
  path: string,
): void {
  const required = requiredMembers(schema);
  for (const name of required) {
    if (value[name] === undefined || value[name] === null) throw missing(check, join(path, name));
  }
  for (const [name, member] of schema.structIterator()) {
    const memberValue = value[name];
    if (memberValue === undefined || memberValue === null) continue;
    const memberPath = join(path, name);
    const subtree = honoured?.isWhole ? honoured : honoured?.children.get(name);
    if (subtree === undefined) {
      throw notImplemented(`The member ${memberPath} of ${check.model.name} ${check.operation.name}`);
    }
    checkValue(check, member, memberValue, subtree, memberPath);
  }
}

function checkValue(check: Check, schema: NormalizedSchema, value: unknown, honoured: MemberTree, path: string): void {
  if (schema.isStructSchema()) {
    if (!isRecord(value)) throw wrongType(path, "a structure");
    checkStructure(check, schema, value, honoured, path);
  } else if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw wrongType(path, "a list");
    checkElements(check, schema, value as unknown[], honoured, path);
  } else if (schema.isMapSchema()) {
    if (!isRecord(value)) throw wrongType(path, "a map");
    checkElements(check, schema, Object.values(value), honoured, path);
  } else {
    const expected = isCount(schema, path) && !Number.isSafeInteger(value) ? "an integer" : expectedType(schema, value);
    if (expected !== undefined) throw wrongType(path, expected);
  }
}

/** An element is never null, unless the model calls its list or map sparse. */
function checkElements(
  check: Check,
  collection: NormalizedSchema,
  items: readonly unknown[],
  honoured: MemberTree,
  path: string,
): void {
  const member = collection.getValueSchema();
  for (const item of items) {
    if (item !== null && item !== undefined) checkValue(check, member, item, honoured, path);
    else if (!collection.getMergedTraits().sparse) {
      throw missing(check, `${path}.${collection.isListSchema() ? "member" : "value"}`);
    }
  }
}

/** The SDK's schemas do not tell integers from other numbers; a page of one and a half items must not reach a store. */
const isCount = (schema: NormalizedSchema, path: string): boolean =>
  schema.isNumericSchema() && /(?:^|\.)(?:max(?!imum)\w*|limit)$/i.test(path);

/** What a simple value should have been, or undefined if it is. */
function expectedType(schema: NormalizedSchema, value: unknown): string | undefined {
  if (schema.isBooleanSchema()) return typeof value === "boolean" ? undefined : "a boolean";
  if (schema.isNumericSchema()) return typeof value === "number" && !Number.isNaN(value) ? undefined : "a number";
  if (schema.isTimestampSchema()) {
    return value instanceof Date && !Number.isNaN(value.getTime()) ? undefined : "a timestamp";
  }
  if (schema.isBlobSchema() || schema.isStreaming()) {
    const isBlob = typeof value === "string" || value instanceof Uint8Array || value instanceof Readable;
    return isBlob ? undefined : "a blob";
  }
  if (schema.isStringSchema()) return isText(value) ? undefined : "a string";
  return undefined;
}

// A string with a media type (JSON texts) is decoded to a String object that prints as itself.
const isText = (value: unknown): boolean => Object.prototype.toString.call(value) === "[object String]";

const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

function missing(check: Check, path: string): AwsError {
  const member = path
    .split(".")
    .map((name) => name.charAt(0).toLowerCase() + name.slice(1))
    .join(".");
  const code = serviceWires[check.model.name].protocol === "query" ? "ValidationError" : "ValidationException";
  return new AwsError(
    code,
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}

const wrongType = (path: string, expected: string): AwsError =>
  new AwsError("SerializationException", `The member ${path} must be ${expected}`);
