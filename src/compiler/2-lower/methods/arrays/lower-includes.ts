import { and, binary, equals, literal, local } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { isAny, isOnly } from "../../../1-analyze/shape.ts";
import type { ts } from "../../../program.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../../context.ts";
import { lowerExpression } from "../../recursion.ts";
import type { LoweredCallback } from "../lambda.ts";
import { lowerArgument, type LowerMethod, type MethodCall, refuseMethod } from "../method-call.ts";
import { withNames, wholeOf } from "../position.ts";
import type { End } from "./fold.ts";
import { fromStart } from "./lower-slice.ts";
import { findPosition } from "./search.ts";

/** Values are compared by `in` as by `===`, if they are primitive; undefined is no element of any array here. */
export function lowerIncludes(method: MethodCall): JsonataNode {
  const { receiver, context } = method;
  return withPrimitive(method, (wanted, from) => {
    if (from === undefined) return binary("in", wanted, receiver);
    return withNames({ wanted, list: receiver }, context, (named, list) => {
      const found = findPosition(list!, sameFrom(named!, list!, { end: "first", from }, context), "first", context);
      return binary(">=", found, literal(0));
    });
  });
}

/** `indexOf`, `lastIndexOf` */
export function lowerIndexOf(end: End): LowerMethod {
  return (method) =>
    withPrimitive(method, (wanted, from) => {
      const { receiver, context } = method;
      return withNames({ wanted, list: receiver }, context, (named, list) =>
        findPosition(list!, sameFrom(named!, list!, { end, from }, context), end, context),
      );
    });
}

interface Start {
  readonly end: End;
  readonly from: JsonataNode | undefined;
}

/** Whether an element is the value that is looked for, and lies where the search looks. */
function sameFrom(
  wanted: JsonataNode,
  list: JsonataNode,
  { end, from }: Start,
  context: LowerContext,
): LoweredCallback {
  const [item, position] = [context.names.local("item"), context.names.local("position")];
  const isSame = equals(local(item), wanted);
  if (from === undefined) return { parameters: [item], body: isSame };
  const isThere = binary(end === "first" ? ">=" : "<=", local(position), fromStart(from, list, context));
  return { parameters: [item, position], body: and(isThere, isSame) };
}

function withPrimitive(
  method: MethodCall,
  build: (wanted: JsonataNode, from: JsonataNode | undefined) => JsonataNode,
): JsonataNode {
  const { node, context } = method;
  const [wanted, from] = node.arguments;
  if (wanted === undefined || node.arguments.length > 2) return refuseMethod(method);
  const shape = shapeAt(context, wanted);
  if (!isOnly(shape, "string", "number", "boolean", "null", "undefined"))
    return refuseComparison(method, wanted, isAny(shape, "unknown"));
  const value = lowerExpression(wanted, context);
  return build(value, from === undefined ? undefined : wholeOf(lowerArgument(method, from, "number"), context));
}

function refuseComparison({ callee, context }: MethodCall, wanted: ts.Expression, isUnknown: boolean): JsonataNode {
  const operator = callee.name.text;
  if (!isUnknown) return refuse(context, wanted, "MR2102", { operator });
  return refuse(context, wanted, "MR2101", { text: sourceText(wanted), type: typeText(context, wanted), operator });
}
