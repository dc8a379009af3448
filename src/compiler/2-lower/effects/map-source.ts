import type { ReaderConfig } from "#asl";
import { type Bucket, csvDelimiters, type CsvOptions, isKind } from "#authoring";
import { isOnly } from "../../1-analyze/shape.ts";
import { staticValue } from "../../1-analyze/static-value.ts";
import type { ItemReading } from "../../ir/ir.ts";
import { literal, object } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { AwsRight } from "../../output.ts";
import { ts } from "../../program.ts";
import { awsRights } from "../aws/aws-rights.ts";
import { bucketReference } from "../aws/resource-reference.ts";
import { bare, type LowerContext, refuse, shapeAt, sourceText, valueOf } from "../context.ts";
import { lowerExpression } from "../recursion.ts";

/** A reader of items, and what it needs the right to. */
export interface BucketSource {
  readonly reader: Omit<ItemReading, "config"> & { readonly config: ReaderConfig };
  readonly rights: readonly AwsRight[];
  /** What an item is called in the state's name. */
  readonly itemName: string;
}

type SourceMethod = "objects" | "csv" | "json" | "jsonl";

const methods: Readonly<Record<SourceMethod, { readonly itemName: string; readonly config: ReaderConfig }>> = {
  objects: { itemName: "Object", config: {} },
  csv: { itemName: "Row", config: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" } },
  json: { itemName: "Item", config: { InputType: "JSON" } },
  jsonl: { itemName: "Line", config: { InputType: "JSONL" } },
};

/** Whether an expression has the type of a source, and not of an array. */
export function isItemSource(node: ts.Expression, { checker, symbols }: LowerContext): boolean {
  return symbols(checker.getTypeAtLocation(node).symbol) === "ItemSource";
}

/** `landing.csv(key, row)` and its siblings, written where they are used; `undefined` if it was refused. */
export function lowerItemSource(expression: ts.Expression, context: LowerContext): BucketSource | undefined {
  const node = bare(expression);
  const callee = ts.isCallExpression(node) ? bare(node.expression) : undefined;
  const isCall = ts.isCallExpression(node) && callee !== undefined && ts.isPropertyAccessExpression(callee);
  const bucket = isCall ? valueOf(context, callee.expression)?.value : undefined;
  if (!isCall || !isKind(bucket, "bucket")) {
    refuse(context, node, "MR2197", { text: sourceText(node) });
    return undefined;
  }
  const method = callee.name.text as SourceMethod;
  const reference = bucketReference(bucket as Bucket, context);
  return method === "objects"
    ? lowerListing(node, reference, context)
    : lowerFile(node, { method, reference }, context);
}

function lowerListing(
  node: ts.CallExpression,
  reference: JsonataNode,
  context: LowerContext,
): BucketSource | undefined {
  const [filter] = node.arguments;
  const prefix = filter === undefined ? literal("") : prefixOf(bare(filter), context);
  if (prefix === undefined || prefix.kind === "poison") return undefined;
  const isEmpty = prefix.kind === "literal" && prefix.value === "";
  const place = object([["Bucket", reference], ...(isEmpty ? [] : [["Prefix", prefix] as const])]);
  return source("objects", "listObjectsV2", place, methods.objects.config, context);
}

/** The prefix of `{ prefix }`, which may be any text. */
function prefixOf(filter: ts.Expression, context: LowerContext): JsonataNode | undefined {
  const [property, ...others] = ts.isObjectLiteralExpression(filter) ? filter.properties : [];
  if (ts.isObjectLiteralExpression(filter) && property === undefined) return literal("");
  const isNamed = property?.name?.getText() === "prefix" && others.length === 0;
  if (isNamed && ts.isPropertyAssignment(property)) return textNode(property.initializer, context);
  if (isNamed && ts.isShorthandPropertyAssignment(property)) return textNode(property.name, context);
  refuse(context, filter, "MR2197", { text: sourceText(filter) });
  return undefined;
}

interface FileCall {
  readonly method: SourceMethod;
  readonly reference: JsonataNode;
}

function lowerFile(
  node: ts.CallExpression,
  { method, reference }: FileCall,
  context: LowerContext,
): BucketSource | undefined {
  const [keyNode, , options] = node.arguments;
  const key = keyNode === undefined ? undefined : textNode(keyNode, context);
  const config = options === undefined ? methods[method].config : csvConfig(options, context);
  if (key === undefined || key.kind === "poison" || config === undefined) return undefined;
  const place = object([
    ["Bucket", reference],
    ["Key", key],
  ]);
  return source(method, "getObject", place, config, context);
}

function textNode(node: ts.Expression, context: LowerContext): JsonataNode | undefined {
  const value = lowerExpression(node, context);
  if (value.kind === "poison" || isOnly(shapeAt(context, node), "string")) return value;
  refuse(context, node, "MR2197", { text: sourceText(node) });
  return undefined;
}

function csvConfig(node: ts.Expression, context: LowerContext): ReaderConfig | undefined {
  const found = staticValue(node, context);
  if ("unknown" in found) {
    refuse(context, found.unknown, "MR2191", { name: sourceText(found.unknown) });
    return undefined;
  }
  const { header, delimiter } = (found.value ?? {}) as CsvOptions;
  if (header?.length === 0) {
    refuse(context, node, "MR2193", { name: "header", expected: "the names of one column or more", value: "[]" });
    return undefined;
  }
  return {
    ...(header === undefined
      ? methods.csv.config
      : { InputType: "CSV", CSVHeaderLocation: "GIVEN", CSVHeaders: header }),
    ...(delimiter === undefined ? {} : { CSVDelimiter: csvDelimiters[delimiter] }),
  };
}

function source(
  method: SourceMethod,
  operation: "getObject" | "listObjectsV2",
  place: JsonataNode,
  config: ReaderConfig,
  context: LowerContext,
): BucketSource {
  const rights = awsRights({ service: "s3", name: operation, iamPrefix: "s3" }, place, context.references);
  return {
    reader: { resource: `arn:aws:states:::s3:${operation}`, arguments: place, config },
    rights,
    itemName: methods[method].itemName,
  };
}
