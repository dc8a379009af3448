import { isPoison, poison } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { ts } from "../../../program.ts";
import { isOnly, type ShapeKind } from "../../../1-analyze/shape.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../../context.ts";
import { lowerExpression } from "../../recursion.ts";

/** A call of a function that the language itself has, like `Math.max(…)`. */
export interface GlobalCall {
  readonly node: ts.CallExpression;
  readonly name: string;
  readonly context: LowerContext;
}

/** Lowers one function; `undefined` where it is not supported with these arguments. */
export type LowerGlobal = (call: GlobalCall) => JsonataNode | undefined;

export type GlobalTable = Readonly<Record<string, LowerGlobal>>;

/** Lowers the arguments if there are as many as wanted and each is of its kind. */
export function fixed(
  kinds: readonly ShapeKind[],
  build: (values: readonly JsonataNode[], context: LowerContext) => JsonataNode,
): LowerGlobal {
  return (call) => {
    const { node, context } = call;
    if (node.arguments.length !== kinds.length || node.arguments.some(ts.isSpreadElement)) return undefined;
    const values = node.arguments.map((argument, position) => argumentOf(call, argument, kinds[position]!));
    return values.some(isPoison) ? poison : build(values, context);
  };
}

/** Lowers an argument that must be of one kind. */
export function argumentOf({ name, context }: GlobalCall, argument: ts.Expression, kind: ShapeKind): JsonataNode {
  if (isOnly(shapeAt(context, argument), kind)) return lowerExpression(argument, context);
  return refuse(context, argument, "MR2101", {
    text: sourceText(argument),
    type: typeText(context, argument),
    operator: name,
  });
}
