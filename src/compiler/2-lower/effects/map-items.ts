import { isOnly } from "../../1-analyze/shape.ts";
import { array, binary, call, conditional, literal, nested, poison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { bare, type FunctionWithBody, type LowerContext, refuse, shapeAt, sourceText } from "../context.ts";
import { withName } from "../expressions/condition.ts";
import { functionOf } from "../functions/function-of.ts";
import { lowerExpression } from "../recursion.ts";
import { lowerMap } from "./lower-map.ts";
import { elementName } from "../state-name.ts";
import { readMapOptions } from "./map-options.ts";

/** `mapItems(items, options, callback)` becomes a Map state. */
export function lowerMapItems(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const parts = readCall(node, context);
  if (parts === undefined) return poison;
  const { items, callback } = parts;
  const options = readMapOptions(parts.options, context);
  const list = lowerExpression(items, context);
  if (options === undefined || list.kind === "poison") return poison;
  const { concurrency, batchSize } = options;
  const of = elementName(items);
  const name = batchSize === undefined ? `ForEach${of}` : `ForEach${of}Batch`;
  const effect = { items: batchSize === undefined ? list : batchesOf(list, batchSize, context), concurrency };
  return lowerMap({ node, callback, name, effect }, context);
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
  if (!isOnly(shapeAt(context, items), "array")) return wrong(items, `'${sourceText(items)}' is no array`);
  return { items, options, callback: called };
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
