import { isOnly } from "../../1-analyze/shape.ts";
import { resultPrefix } from "#authoring";
import type { DistributedMap } from "../../ir/ir.ts";
import { array, binary, call, conditional, literal, nested, object, poison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { AwsRight } from "../../output.ts";
import { ts } from "../../program.ts";
import { bucketReference } from "../aws/resource-reference.ts";
import {
  bare,
  type FunctionWithBody,
  type LowerContext,
  refuse,
  shapeAt,
  sourcePlace,
  sourceText,
} from "../context.ts";
import { withName } from "../expressions/condition.ts";
import { functionOf } from "../functions/function-of.ts";
import { lowerExpression } from "../recursion.ts";
import { elementName } from "../state-name.ts";
import { lowerMap } from "./lower-map.ts";
import { type MapOptions, readMapOptions } from "./map-options.ts";
import { isItemSource, lowerItemSource } from "./map-source.ts";

/** `mapItems(items, options, callback)` becomes a Map state: an inline one, or one whose iterations are child executions. */
export function lowerMapItems(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const parts = readCall(node, context);
  if (parts === undefined) return poison;
  const isRead = isItemSource(parts.items, context);
  const options = readMapOptions(parts.options, isRead, context);
  if (options === undefined) return poison;
  const ungiven = parts.callback.parameters[options.batchSize === undefined ? 2 : 1];
  if (ungiven !== undefined) {
    return refuse(context, ungiven, "MR2190", { what: `the callback gets nothing for '${sourceText(ungiven)}'` });
  }
  const isDistributed = isRead || options.mode === "distributed";
  return isDistributed
    ? lowerDistributed({ node, ...parts, options, isRead }, context)
    : lowerInline({ node, ...parts, options, isRead }, context);
}

interface CallParts {
  readonly items: ts.Expression;
  readonly options: ts.ObjectLiteralExpression;
  readonly callback: FunctionWithBody;
}

function readCall(node: ts.CallExpression, context: LowerContext): CallParts | undefined {
  const [items, given, last, ...others] = node.arguments;
  const options = given === undefined ? undefined : bare(given);
  const callback = last === undefined ? undefined : bare(last);
  const wrong = (place: ts.Node, what: string): undefined => {
    refuse(context, place, "MR2190", { what });
    return undefined;
  };
  if (items === undefined || options === undefined || callback === undefined || others.length > 0)
    return wrong(node, "it takes these three");
  if (!ts.isObjectLiteralExpression(options)) return wrong(options, "the options are no object literal");
  const called = functionOf(callback, context);
  if (called === undefined) return wrong(callback, `'${sourceText(callback)}' is no function of the project`);
  const isItems = isOnly(shapeAt(context, items), "array") || isItemSource(items, context);
  if (!isItems) return wrong(items, `'${sourceText(items)}' is neither an array nor what a bucket holds`);
  return { items, options, callback: called };
}

interface MapItems extends Omit<CallParts, "options"> {
  readonly node: ts.CallExpression;
  readonly options: MapOptions;
  readonly isRead: boolean;
}

function lowerInline({ node, items, callback, options }: MapItems, context: LowerContext): JsonataNode {
  const { concurrency, batchSize } = options;
  const list = lowerExpression(items, context);
  const name = nameOf(elementName(items), batchSize);
  const batches = batchSize === undefined ? list : batchesOf(list, batchSize, context);
  return lowerMap({ node, callback, name, items: batches, concurrency }, context);
}

function lowerDistributed({ node, items, callback, options, isRead }: MapItems, context: LowerContext): JsonataNode {
  const { concurrency, batchSize, executionType = "STANDARD", maxItems } = options;
  const source = isRead ? lowerItemSource(items, context) : undefined;
  const isRefused = isRead && source === undefined;
  const list = isRefused ? poison : isRead ? undefined : lowerExpression(items, context);
  const limit = maxItems === undefined ? {} : { MaxItems: maxItems };
  const writer = writerOf(options, context);
  const distributed: Omit<DistributedMap, "captured"> = {
    executionType,
    reader: source && { ...source.reader, config: { ...source.reader.config, ...limit } },
    batchSize,
    toleratedFailureCount: options.toleratedFailureCount,
    toleratedFailurePercentage: options.toleratedFailurePercentage,
    writer: writer?.place,
  };
  context.mapRuns.push({
    name: "mapItems",
    place: sourcePlace(context, node),
    rights: [...(source?.rights ?? []), ...(writer?.rights ?? [])],
  });
  const name = nameOf(source?.itemName ?? elementName(items), batchSize);
  return lowerMap({ node, callback, name, items: list, concurrency, distributed }, context);
}

function nameOf(item: string, batchSize: number | undefined): string {
  return batchSize === undefined ? `ForEach${item}` : `ForEach${item}Batch`;
}

/** `$partition` gives a single batch as the batch itself, and none for no items. */
function batchesOf(list: JsonataNode, size: number, context: LowerContext): JsonataNode {
  return withName(list, context, (items) => {
    const count = call("count", items);
    const several = call("partition", items, literal(size));
    const one = array([nested(items)]);
    return conditional(
      binary("=", count, literal(0)),
      array([]),
      conditional(binary("<=", count, literal(size)), one, several),
    );
  });
}

interface Writer {
  readonly place: JsonataNode;
  readonly rights: readonly AwsRight[];
}

/** What Step Functions needs to write files of any size, and to read them for the manifest. */
const writerActions = ["s3:PutObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"];

function writerOf({ results }: MapOptions, context: LowerContext): Writer | undefined {
  if (results === undefined) return undefined;
  const { bucket: name, keyPattern } = results;
  const place = object([
    ["Bucket", bucketReference({ name }, context)],
    ["Prefix", literal(resultPrefix(results))],
  ]);
  const on = { kind: "bucket", name, keyPattern } as const;
  return { place, rights: writerActions.map((action) => ({ action, on, argument: "Bucket" })) };
}
