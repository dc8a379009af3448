import { array, call, local } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { shapeOf } from "../../../1-analyze/shape.ts";
import { ts } from "../../../program.ts";
import type { LowerContext } from "../../context.ts";
import { type MethodCall, refuseMethod } from "../method-call.ts";
import { nests } from "./element-shape.ts";
import { fold } from "./fold.ts";

/** Deeper than any data is; a type that nests further is recursive. */
const deepest = 8;

/** Flattens as many levels as wanted, or as the type has. */
export function lowerFlat(method: MethodCall): JsonataNode {
  const { node, callee, receiver, context } = method;
  const wanted = depthOf(node.arguments);
  if (wanted === undefined) return refuseMethod(method);
  const levels = nestedLevels(context.checker.getTypeAtLocation(callee.expression), Math.min(wanted, deepest), context);
  if (levels === deepest) return refuseMethod(method);
  return Array.from({ length: levels }).reduce<JsonataNode>((list) => flattened(list, context), receiver);
}

function depthOf([depth, ...others]: readonly ts.Expression[]): number | undefined {
  if (depth === undefined) return 1;
  if (others.length > 0) return undefined;
  if (ts.isIdentifier(depth) && depth.text === "Infinity") return Infinity;
  return ts.isNumericLiteral(depth) && Number.isInteger(Number(depth.text)) ? Number(depth.text) : undefined;
}

/** How many levels of arrays are inside an array type, up to a bound. */
function nestedLevels(type: ts.Type, bound: number, context: LowerContext): number {
  const { checker } = context;
  if (bound === 0) return 0;
  const element = checker.getIndexTypeOfType(checker.getNonNullableType(type), ts.IndexKind.Number);
  if (element === undefined) return bound;
  const parts = element.isUnion() ? element.types : [element];
  const inner = parts.filter((part) => nests(shapeOf(part, checker)));
  return inner.length === 0 ? 0 : 1 + Math.max(...inner.map((part) => nestedLevels(part, bound - 1, context)));
}

/** `$append` takes an array for its elements and anything else for one element. */
function flattened(list: JsonataNode, context: LowerContext): JsonataNode {
  const [sofar, item] = [context.names.local("sofar"), context.names.local("item")];
  const step = { parameters: [item], body: call("append", local(sofar), local(item)) };
  return fold({ list, from: "first", sofar, step, initial: array([]) }, context);
}
