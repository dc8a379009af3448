import {
  array,
  conditional,
  elementValue,
  index,
  literal,
  member,
  nested,
  nestedIfArray,
  reference,
  spread,
} from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { isOnly, mayBeUndefined, shapeOf } from "../../1-analyze/shape.ts";
import { bare, type Binding, type LowerContext, refuse, shapeAt, sourceText, symbolOf, typeText } from "../context.ts";
import { containsAwait } from "../contains-await.ts";
import { type ArithmeticOperator, arithmeticNode, lowerArithmetic } from "../expressions/binary.ts";
import { truthOf } from "../expressions/condition.ts";
import { readBinding } from "../expressions/identifier.ts";
import { lowerExpression } from "../recursion.ts";
import { isDefined } from "../expressions/member-access.ts";
import { assignMember, isMemberTarget, isMissingAt, lowerDelete } from "../mutation/lower-member-assignment.ts";
import { isObjectAssign, lowerObjectAssign } from "../mutation/lower-mutating-call.ts";
import { assignBinding, declareTemporary } from "../variables.ts";
import { isAssignmentOperator } from "./assignment-operator.ts";
import { inVariable } from "./variable-statement.ts";

type VariableBinding = Extract<Binding, { kind: "variable" }>;

export function lowerExpressionStatement(expression: ts.Expression, context: LowerContext): void {
  const node = bare(expression);
  if (ts.isBinaryExpression(node) && isAssignmentOperator(node.operatorToken.kind))
    return lowerAssignment(node, context);
  const isIncrement =
    (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
    (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken);
  if (isIncrement) return lowerIncrement(node, context);
  if (ts.isDeleteExpression(node)) return lowerDelete(node, context);
  if (isObjectAssign(node)) return lowerObjectAssign(node, context);
  // A value nobody uses is not computed, but what it awaits is done, and what it may not say is refused.
  lowerExpression(node, context);
}

/** The variable that an assignment names; refuses what cannot be assigned. */
function targetOf(node: ts.Expression, context: LowerContext): VariableBinding | undefined {
  const target = bare(node);
  if (!ts.isIdentifier(target)) {
    const isMember = ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target);
    refuse(context, target, isMember ? "MR2115" : "MR2125", { text: sourceText(target) });
    return undefined;
  }
  const symbol = symbolOf(context, target);
  const binding = symbol === undefined ? undefined : context.bindings.get(symbol);
  if (binding?.kind !== "variable") {
    refuse(context, target, binding?.kind === "error" ? "MR2113" : "MR1203", { name: target.text });
    return undefined;
  }
  if (binding.region !== context.region) {
    refuse(context, target, "MR2111", { name: target.text });
    return undefined;
  }
  return binding;
}

function lowerAssignment(node: ts.BinaryExpression, context: LowerContext): void {
  const operator = node.operatorToken.kind;
  const left = bare(node.left);
  if (operator === ts.SyntaxKind.EqualsToken) {
    if (ts.isArrayLiteralExpression(left) || ts.isObjectLiteralExpression(left))
      return lowerDestructuring(node, left, context);
    if (isMemberTarget(left)) {
      const value = lowerExpression(node.right, context);
      return assignMember(node, left, value, isMissingAt(node.right, context), context);
    }
    const target = targetOf(left, context);
    const value = lowerExpression(node.right, context);
    if (target !== undefined) assignBinding(target, value, context);
    return;
  }
  if (isMemberTarget(left)) {
    const before = lowerExpression(left, context);
    return assignMember(node, left, lowerCompound(node, before, context), isMissingAt(node, context), context);
  }
  const target = targetOf(left, context);
  if (target === undefined) return;
  const before = readBinding(target, mayBeUndefined(shapeAt(context, node.left)));
  assignBinding(target, lowerCompound(node, before, context), context);
}

const arithmetic: Partial<Record<ts.SyntaxKind, ArithmeticOperator>> = {
  [ts.SyntaxKind.PlusEqualsToken]: "+",
  [ts.SyntaxKind.MinusEqualsToken]: "-",
  [ts.SyntaxKind.AsteriskEqualsToken]: "*",
  [ts.SyntaxKind.SlashEqualsToken]: "/",
  [ts.SyntaxKind.PercentEqualsToken]: "%",
  [ts.SyntaxKind.AsteriskAsteriskEqualsToken]: "**",
};

function lowerCompound(node: ts.BinaryExpression, before: JsonataNode, context: LowerContext): JsonataNode {
  const operator = node.operatorToken.kind;
  const known = arithmetic[operator];
  if (known !== undefined) return lowerArithmetic(node, node.left, known, node.right, context);
  // `x ??= await …` would need two ways; an if says it as well.
  if (containsAwait(node.right)) return refuse(context, node.right, "MR2123");
  const shape = shapeAt(context, node.left);
  const after = lowerExpression(node.right, context);
  switch (operator) {
    case ts.SyntaxKind.QuestionQuestionEqualsToken:
      return conditional(isDefined(before, shape), before, after);
    case ts.SyntaxKind.BarBarEqualsToken:
      return conditional(truthOf(before, shape, context), before, after);
    case ts.SyntaxKind.AmpersandAmpersandEqualsToken:
      return conditional(truthOf(before, shape, context), after, before);
    default:
      return refuse(context, node, "MR1105", { what: `the operator '${node.operatorToken.getText()}'` });
  }
}

function lowerIncrement(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, context: LowerContext): void {
  const operand = bare(node.operand);
  const target = isMemberTarget(operand) ? undefined : targetOf(operand, context);
  if (target === undefined && !isMemberTarget(operand)) return;
  if (!isOnly(shapeAt(context, node.operand), "number")) {
    refuse(context, node, "MR2114", { operator: "++", left: typeText(context, node.operand), right: "1" });
    return;
  }
  const operator = node.operator === ts.SyntaxKind.PlusPlusToken ? "+" : "-";
  const before = lowerExpression(operand, context);
  const after = arithmeticNode(node, operator, [before, literal(1)], context);
  if (target !== undefined) assignBinding(target, after, context);
  else assignMember(node, operand as ts.PropertyAccessExpression, after, false, context);
}

/** `[a, b] = [b, a]`, `({ a } = value)`: plain names only. */
function lowerDestructuring(
  node: ts.BinaryExpression,
  pattern: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression,
  context: LowerContext,
): void {
  const value = snapshot(lowerExpression(node.right, context), context);
  const type = context.checker.getTypeAtLocation(node.right);
  if (value.kind === "poison") return;
  const parts = ts.isArrayLiteralExpression(pattern) ? pattern.elements : pattern.properties;
  for (const [position, part] of parts.entries()) {
    const taken = destructured(part, position);
    if (taken === undefined) {
      refuse(context, part, "MR2125", { text: sourceText(part) });
      continue;
    }
    const target = targetOf(taken.target, context);
    const property = context.checker.getPropertyOfType(type, String(taken.key));
    const missing =
      property === undefined || mayBeUndefined(shapeOf(context.checker.getTypeOfSymbol(property), context.checker));
    const from =
      typeof taken.key === "number" ? index(value, literal(taken.key), missing) : member(value, taken.key, missing);
    if (target !== undefined) assignBinding(target, from, context);
  }
}

/** The right side has its value before the first target is assigned. */
function snapshot(value: JsonataNode, context: LowerContext): JsonataNode {
  if (value.kind !== "array") return inVariable(value, context);
  return array(value.elements.map((element) => snapshotElement(element, context)));
}

function snapshotElement(element: JsonataNode, context: LowerContext): JsonataNode {
  if (element.kind === "literal" || element.kind === "poison") return element;
  // An array among the elements stays one, and is kept in the variable as it is.
  if (element.kind === "array" && element.wrapper === true) return nested(frozen(element.elements[0]!, context));
  if (element.kind === "array") return nested(frozen(element, context));
  const value = elementValue(element);
  if (value !== element) return nestedIfArray(frozen(value, context));
  return element.kind === "spread" ? spread(frozen(element.array, context)) : frozen(element, context);
}

/** Even a plain variable is copied: it may be a target. */
function frozen(value: JsonataNode, context: LowerContext): JsonataNode {
  const { variable } = declareTemporary("value", false, context);
  context.region.assign(variable, value);
  return reference(variable);
}

function destructured(
  part: ts.Node,
  position: number,
): { readonly target: ts.Expression; readonly key: string | number } | undefined {
  if (ts.isShorthandPropertyAssignment(part)) {
    return part.objectAssignmentInitializer === undefined ? { target: part.name, key: part.name.text } : undefined;
  }
  if (ts.isPropertyAssignment(part) && ts.isIdentifier(part.name) && ts.isIdentifier(part.initializer)) {
    return { target: part.initializer, key: part.name.text };
  }
  return ts.isIdentifier(part) ? { target: part, key: position } : undefined;
}
