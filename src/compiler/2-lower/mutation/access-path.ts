import { definedPart, isOnly, type Shape, shapeOf } from "../../1-analyze/shape.ts";
import { ts } from "../../program.ts";
import { bare, type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";

/** One member on the way to what is changed, with what may be there. */
export type Step = (
  | { readonly kind: "member"; readonly name: string }
  | { readonly kind: "key"; readonly key: ts.Expression }
  | { readonly kind: "index"; readonly index: ts.Expression }
) & {
  readonly shape: Shape;
  /** The source of the step where it is claimed to lead to something: `groups[id]` of `groups[id]!.push(x)`. */
  readonly claimed?: string;
};

/** `order.items[0].count`: the name, and the steps from it. */
export interface AccessPath {
  readonly root: ts.Identifier;
  readonly steps: readonly Step[];
}

/** Reads what a change in place is written to; refuses what is no member of a variable. */
export function accessPathOf(expression: ts.Expression, context: LowerContext): AccessPath | undefined {
  const node = bare(expression);
  if (ts.isIdentifier(node)) return { root: node, steps: [] };
  if (ts.isNonNullExpression(node)) return claimedPathOf(node, context);
  const isAccess = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  if (!isAccess || ts.isOptionalChain(node)) {
    refuse(context, node, "MR2115");
    return undefined;
  }
  const step = stepOf(node, context);
  const inner = accessPathOf(node.expression, context);
  return step === undefined || inner === undefined ? undefined : { root: inner.root, steps: [...inner.steps, step] };
}

/** `groups[id]!`, of which something is changed. */
function claimedPathOf({ expression }: ts.NonNullExpression, context: LowerContext): AccessPath | undefined {
  if (context.handler !== undefined) {
    refuse(context, expression, "MR2116");
    return undefined;
  }
  const path = accessPathOf(expression, context);
  const last = path?.steps.at(-1);
  if (path === undefined || last === undefined) return path;
  return { ...path, steps: [...path.steps.slice(0, -1), { ...last, claimed: sourceText(expression) }] };
}

function stepOf(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  context: LowerContext,
): Step | undefined {
  const key = ts.isPropertyAccessExpression(node) ? undefined : bare(node.argumentExpression);
  const name = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : ts.isStringLiteralLike(key!)
      ? key.text
      : undefined;
  const container = definedPart(shapeAt(context, node.expression));
  const shape = shapeOf(declaredType(node, context), context.checker);
  if (name !== undefined && isOnly(container, "object")) {
    if (!(name in Object.prototype)) return { kind: "member", name, shape };
    refuse(context, node, "MR2110", { name });
    return undefined;
  }
  if (key !== undefined && isOnly(container, "object") && isOnly(shapeAt(context, key), "string"))
    return { kind: "key", key, shape };
  if (key !== undefined && isOnly(container, "array") && isOnly(shapeAt(context, key), "number"))
    return { kind: "index", index: key, shape };
  refuse(context, node, "MR2112", { name: name ?? sourceText(node), type: typeText(context, node.expression) });
  return undefined;
}

/** What a member may hold, whatever was assigned to it last. */
function declaredType(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  { checker }: LowerContext,
): ts.Type {
  const symbol = checker.getSymbolAtLocation(node);
  return symbol === undefined ? checker.getTypeAtLocation(node) : checker.getTypeOfSymbolAtLocation(symbol, node);
}

/** The path as the analysis of aliases has it: what is computed may be anything. */
export function keysOf(steps: readonly Step[]): readonly (string | undefined)[] {
  return steps.map((step) => {
    if (step.kind === "member") return step.name;
    return step.kind === "index" && ts.isNumericLiteral(step.index) ? step.index.text : undefined;
  });
}
