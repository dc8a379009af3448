import { isPoison, poison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { isOnly, type ShapeKind } from "../../1-analyze/shape.ts";
import { lowerExpression } from "../recursion.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";

/** A call `receiver.method(…)` whose receiver is lowered already. */
export interface MethodCall {
  readonly node: ts.CallExpression;
  readonly callee: ts.PropertyAccessExpression;
  readonly receiver: JsonataNode;
  readonly context: LowerContext;
}

/** Lowers one method. */
export type LowerMethod = (call: MethodCall) => JsonataNode;

export function refuseMethod({ node, callee, context }: MethodCall): JsonataNode {
  return refuse(context, node, "MR2112", { name: callee.name.text, type: typeText(context, callee.expression) });
}

/** Methods of one kind of value, by their names. */
export type MethodTable = Readonly<Record<string, LowerMethod>>;

/** Lowers the call by the method of its name; refuses it where there is none. */
export function lowerByName(methods: MethodTable): LowerMethod {
  return (call) => {
    const name = call.callee.name.text;
    const lower = Object.hasOwn(methods, name) ? methods[name] : undefined;
    return lower === undefined ? refuseMethod(call) : lower(call);
  };
}

/**
 * Lowers the arguments if there are as many as wanted and each is of its kind; otherwise refuses the call. The last
 * `optional` ones may be left out.
 */
export function withArguments(
  call: MethodCall,
  kinds: readonly ShapeKind[],
  build: (...values: readonly JsonataNode[]) => JsonataNode,
  optional = 0,
): JsonataNode {
  const { node } = call;
  const count = node.arguments.length;
  if (count > kinds.length || count < kinds.length - optional || node.arguments.some(ts.isSpreadElement))
    return refuseMethod(call);
  const values = node.arguments.map((argument, position) => lowerArgument(call, argument, kinds[position]!));
  return values.some(isPoison) ? poison : build(...values);
}

/** Lowers an argument that must be of one kind. */
export function lowerArgument({ callee, context }: MethodCall, argument: ts.Expression, kind: ShapeKind): JsonataNode {
  if (isOnly(shapeAt(context, argument), kind)) return lowerExpression(argument, context);
  return refuse(context, argument, "MR2101", {
    text: sourceText(argument),
    type: typeText(context, argument),
    operator: `.${callee.name.text}`,
  });
}
