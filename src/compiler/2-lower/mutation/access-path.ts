import { definedPart, isAny, isOnly, type Shape, shapeOf } from "../../1-analyze/shape.ts";
import { ts } from "../../program.ts";
import { bare, type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";

/** One member on the way to what is changed, with what may be there. */
export type Step =
  | { readonly kind: "member"; readonly name: string; readonly shape: Shape }
  | { readonly kind: "key"; readonly key: ts.Expression; readonly shape: Shape }
  | { readonly kind: "index"; readonly index: ts.Expression; readonly shape: Shape };

/** What is said of a value on the way that may be missing: by `!`, that it is there; by `?.`, that nothing changes if not. */
export interface Condition {
  readonly kind: "claimed" | "optional";
  /** How many steps lead to the value. */
  readonly after: number;
  readonly node: ts.Expression;
  readonly shape: Shape;
}

/** `order.items[0].count`: the name, and the steps from it. */
export interface AccessPath {
  readonly root: ts.Identifier;
  readonly steps: readonly Step[];
  readonly conditions: readonly Condition[];
}

/** Reads what a change in place is written to; refuses what is no member of a variable. */
export function accessPathOf(expression: ts.Expression, context: LowerContext): AccessPath | undefined {
  const node = bare(expression);
  if (ts.isIdentifier(node)) return { root: node, steps: [], conditions: [] };
  if (ts.isNonNullExpression(node)) return withCondition("claimed", node.expression, context);
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) {
    refuse(context, node, "MR2115");
    return undefined;
  }
  const step = stepOf(node, context);
  const inner = ownerPathOf(node, context);
  return step === undefined || inner === undefined ? undefined : { ...inner, steps: [...inner.steps, step] };
}

/** The way to the object whose member, or method, an access names; with `?.` it may be missing. */
export function ownerPathOf(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  context: LowerContext,
): AccessPath | undefined {
  return node.questionDotToken === undefined
    ? accessPathOf(node.expression, context)
    : withCondition("optional", node.expression, context);
}

function withCondition(kind: Condition["kind"], node: ts.Expression, context: LowerContext): AccessPath | undefined {
  const path = accessPathOf(node, context);
  if (path === undefined) return undefined;
  const shape = shapeAt(context, node);
  if (!isAny(shape, "undefined", "null")) return path;
  return { ...path, conditions: [...path.conditions, { kind, after: path.steps.length, node, shape }] };
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
  if (key !== undefined && isOnly(container, "object") && isOnly(shapeAt(context, key), "string", "number"))
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
