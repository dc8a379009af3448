import { block, call, index, lambda, literal, local, object, poison, sequence } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { isOnly, type Shape, shapeOf } from "../../../1-analyze/shape.ts";
import { ts } from "../../../program.ts";
import { bare, type LowerContext, refuse, shapeAt, sourceText, typeText } from "../../context.ts";
import { withName } from "../../expressions/condition.ts";
import { lowerExpression } from "../../recursion.ts";
import { lowerElements } from "../arrays/lower-elements.ts";
import { refuseSource } from "../arrays/refuse-source.ts";
import type { GlobalCall } from "../globals/global-call.ts";
import { lowerCallback } from "../lambda.ts";

/** `Object.fromEntries(pairs)`: a later pair of a key replaces an earlier one, as in `$merge`. */
export function lowerFromEntries({ node, context }: GlobalCall): JsonataNode | undefined {
  const [source, ...others] = node.arguments;
  if (source === undefined || ts.isSpreadElement(source) || others.length > 0) return undefined;
  const keys = keyShape(source, context);
  const isText = isOnly(keys, "string");
  if (!isOnly(keys, "string", "number")) {
    const values = { text: sourceText(source), type: typeText(context, source), operator: "Object.fromEntries" };
    return refuse(context, source, "MR2101", values);
  }
  const direct = mappedPairs(source, isText, context);
  if (direct !== undefined) return direct;
  const elements = lowerElements(source, context);
  if (elements === undefined) return refuseSource(source, "Object.fromEntries", context);
  const pair = context.names.local("pair");
  return mergeEach(elements.list, [pair], entryOf(local(pair), isText, context));
}

/** `Object.fromEntries(list.map(…))`: the pairs themselves need not be made. */
function mappedPairs(source: ts.Expression, isText: boolean, context: LowerContext): JsonataNode | undefined {
  const mapping = bare(source);
  if (!ts.isCallExpression(mapping) || mapping.arguments.length !== 1) return undefined;
  const callee = bare(mapping.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== "map") return undefined;
  if (!isOnly(shapeAt(context, callee.expression), "array")) return undefined;
  const list = lowerExpression(callee.expression, context);
  const lowered = lowerCallback(mapping.arguments[0]!, lowerExpression, context);
  if (lowered === undefined) return poison;
  return mergeEach(list, lowered.parameters, entryOf(lowered.body, isText, context));
}

function mergeEach(list: JsonataNode, parameters: readonly string[], entry: JsonataNode): JsonataNode {
  return call("merge", sequence(call("map", list, lambda(parameters, entry))));
}

/** `{ key: value }` of a pair. */
function entryOf(pair: JsonataNode, isText: boolean, context: LowerContext): JsonataNode {
  if (pair.kind === "block") return block(pair.bindings, entryOf(pair.result, isText, context));
  const entry = (named: JsonataNode): JsonataNode => {
    const key = index(named, literal(0), false);
    return object([{ key: isText ? key : call("string", key), value: index(named, literal(1), false) }]);
  };
  // Of a pair that is written out, each part is taken once.
  return pair.kind === "array" ? entry(pair) : withName(pair, context, entry);
}

const unknown: Shape = new Set(["unknown"]);

/** What the keys of an array of pairs may be. */
function keyShape(source: ts.Expression, { checker }: LowerContext): Shape {
  const type = checker.getTypeAtLocation(source);
  // An iterator's first type argument is what it gives.
  const pair = checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? firstArgument(type, checker);
  const pairs = pair?.isUnion() === true ? pair.types : [pair];
  return new Set(pairs.flatMap((each) => [...(each === undefined ? unknown : firstShape(each, checker))]));
}

function firstShape(pair: ts.Type, checker: ts.TypeChecker): Shape {
  const first = checker.isTupleType(pair) ? firstArgument(pair, checker) : undefined;
  const key = first ?? checker.getIndexTypeOfType(pair, ts.IndexKind.Number);
  return key === undefined ? unknown : shapeOf(key, checker);
}

function firstArgument(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  const isReference = ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
  return isReference ? checker.getTypeArguments(type as ts.TypeReference)[0] : undefined;
}
