import { binary, equals, local } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { isAny, isOnly } from "../../../1-analyze/shape.ts";
import type { ts } from "../../../program.ts";
import { refuse, shapeAt, sourceText, typeText } from "../../context.ts";
import { withName } from "../../expressions/condition.ts";
import { lowerExpression } from "../../recursion.ts";
import { type LowerMethod, type MethodCall, refuseMethod } from "../method-call.ts";
import type { End } from "./fold.ts";
import { findPosition } from "./search.ts";

/** Values are compared by `in` as by `===`, if they are primitive; undefined is no element of any array here. */
export function lowerIncludes(method: MethodCall): JsonataNode {
  return withPrimitive(method, (wanted) => binary("in", wanted, method.receiver));
}

/** `indexOf`, `lastIndexOf` */
export function lowerIndexOf(end: End): LowerMethod {
  return (method) =>
    withPrimitive(method, (wanted) => {
      const { receiver, context } = method;
      return withName(wanted, context, (named) => {
        const item = context.names.local("item");
        return findPosition(receiver, { parameters: [item], body: equals(local(item), named) }, end, context);
      });
    });
}

function withPrimitive(method: MethodCall, build: (wanted: JsonataNode) => JsonataNode): JsonataNode {
  const { node, context } = method;
  const [wanted] = node.arguments;
  if (wanted === undefined || node.arguments.length !== 1) return refuseMethod(method);
  const shape = shapeAt(context, wanted);
  if (isOnly(shape, "string", "number", "boolean", "null", "undefined")) return build(lowerExpression(wanted, context));
  return refuseComparison(method, wanted, isAny(shape, "unknown"));
}

function refuseComparison({ callee, context }: MethodCall, wanted: ts.Expression, isUnknown: boolean): JsonataNode {
  const operator = callee.name.text;
  if (!isUnknown) return refuse(context, wanted, "MR2102", { operator });
  return refuse(context, wanted, "MR2101", { text: sourceText(wanted), type: typeText(context, wanted), operator });
}
