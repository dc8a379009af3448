import { and, binary, block, call, conditional, exists, literal, local, poison } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { isOnly } from "../../../1-analyze/shape.ts";
import type { ts } from "../../../program.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../../context.ts";
import { mayBeUndefinedAt } from "../../declared-type.ts";
import { withName } from "../../expressions/condition.ts";
import { lowerExpression } from "../../recursion.ts";
import { type MethodCall, refuseMethod } from "../method-call.ts";
import { elementShapeAt } from "./element-shape.ts";
import { keepWhere } from "./keep-where.ts";
import { wholeOf } from "../position.ts";

/** Elements by position, each tested once: a predicate `[…]` with a range would be evaluated anew for every element. */
export function lowerSlice(method: MethodCall): JsonataNode {
  const { node, callee, receiver, context } = method;
  const [start, end, ...others] = node.arguments;
  if (others.length > 0) return refuseMethod(method);
  const wrong = node.arguments.find((bound) => !isOnly(shapeAt(context, bound), "number", "undefined"));
  if (wrong !== undefined) {
    const values = { text: sourceText(wrong), type: typeText(context, wrong), operator: "slice" };
    return refuse(context, wrong, "MR2101", values);
  }
  if (start === undefined) return receiver;
  return withName(receiver, context, (list) => {
    const from = bound(start, literal(0), list, context);
    const until = end === undefined ? undefined : bound(end, call("count", list), list, context);
    if (from.kind === "poison" || until?.kind === "poison") return poison;
    return namedBounds([from, until], context, ([first, after]) => {
      const [item, position] = [context.names.local("item"), context.names.local("position")];
      const isAfterStart = binary(">=", local(position), first!);
      const body = after === undefined ? isAfterStart : and(isAfterStart, binary("<", local(position), after));
      return keepWhere(
        list,
        { parameters: [item, position], body },
        elementShapeAt(callee.expression, context),
        context,
      );
    });
  });
}

/** Where a bound lies, counted from the start. */
function bound(node: ts.Expression, fallback: JsonataNode, list: JsonataNode, context: LowerContext): JsonataNode {
  const value = lowerExpression(node, context);
  const isOptional = mayBeUndefinedAt(node, context);
  if (value.kind === "nothing") return fallback;
  const counted = (given: JsonataNode): JsonataNode => fromStart(wholeOf(given, context), list, context);
  if (!isOptional) return counted(value);
  return withName(value, context, (named) => conditional(exists(named), counted(named), fallback));
}

/** A negative bound counts from the end. */
export function fromStart(bound: JsonataNode, list: JsonataNode, context: LowerContext): JsonataNode {
  const count = call("count", list);
  if (bound.kind === "literal" && typeof bound.value === "number")
    return bound.value < 0 ? binary("-", count, literal(-bound.value)) : bound;
  return withName(bound, context, (named) =>
    conditional(binary("<", named, literal(0)), binary("+", count, named), named),
  );
}

/** Bounds are computed once, not for each element. */
function namedBounds(
  bounds: readonly (JsonataNode | undefined)[],
  context: LowerContext,
  use: (named: readonly (JsonataNode | undefined)[]) => JsonataNode,
): JsonataNode {
  const bindings: { name: string; value: JsonataNode }[] = [];
  const named = bounds.map((value) => {
    if (value === undefined || value.kind === "literal") return value;
    const name = context.names.local("bound");
    bindings.push({ name, value });
    return local(name);
  });
  return block(bindings, use(named));
}
