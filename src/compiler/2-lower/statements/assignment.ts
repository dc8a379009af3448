import { conditional, literal } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { isOnly, type Shape } from "../../1-analyze/shape.ts";
import { type AssigningExpression, bare, type LowerContext, refuse, shapeAt, typeText } from "../context.ts";
import { mayBeUndefinedAt } from "../declared-type.ts";
import { type ArithmeticOperator, arithmeticNode, lowerArithmetic } from "../expressions/binary.ts";
import { truthOf } from "../expressions/condition.ts";
import { caughtValue } from "../effects/caught-value.ts";
import { readBinding } from "../expressions/identifier.ts";
import { isDefined } from "../expressions/member-access.ts";
import { needsStatements } from "../functions/function-traits.ts";
import { isIncrement } from "../functions/assigned-symbols.ts";
import { isEvaluatedFirst } from "../functions/place-of-call.ts";
import { isMemberTarget } from "../mutation/lower-member-assignment.ts";
import { assignPattern, isPattern } from "../patterns/assign-pattern.ts";
import { lowerExpression } from "../recursion.ts";
import { assignBinding, declareTemporary } from "../variables.ts";
import { isAssignmentOperator } from "./assignment-operator.ts";
import { assignTarget } from "./assignment-target.ts";

type Increment = ts.PrefixUnaryExpression | ts.PostfixUnaryExpression;

/** An assignment of any form, for what it does. */
export function lowerAssignment(node: ts.BinaryExpression, context: LowerContext): void {
  const left = bare(node.left);
  if (node.operatorToken.kind === ts.SyntaxKind.EqualsToken && isPattern(left)) {
    assignPattern(left, lowerExpression(node.right, context), context.checker.getTypeAtLocation(node.right), context);
    return;
  }
  const position = positionBefore(left, context);
  assignTarget(
    node,
    left,
    { value: lowerAssigned(node, context), isMissing: isAssignedMissing(node, context), position },
    context,
  );
}

/** `i++` of `xs[i++] = value`, which JavaScript evaluates before the value. */
function positionBefore(left: ts.Expression, context: LowerContext): JsonataNode | undefined {
  if (!ts.isElementAccessExpression(left)) return undefined;
  const key = bare(left.argumentExpression);
  const assigns = isIncrement(key) || (ts.isBinaryExpression(key) && isAssignmentOperator(key.operatorToken.kind));
  return assigns ? lowerExpression(key, context) : undefined;
}

/**
 * An assignment or `x++` inside an expression: done before the rest of its statement, which is right only where JavaScript
 * evaluates it first.
 */
export function lowerAssigning(node: AssigningExpression, context: LowerContext): JsonataNode {
  if (!isEvaluatedFirst(node)) return refuse(context, node, "MR2119");
  return ts.isBinaryExpression(node) ? lowerAssignmentValue(node, context) : lowerIncrementValue(node, context);
}

/** An assignment that is part of an expression: what it assigns is its value. */
function lowerAssignmentValue(node: ts.BinaryExpression, context: LowerContext): JsonataNode {
  const left = bare(node.left);
  if (isPattern(left)) return refuse(context, node, "MR2119");
  const isMissing = isAssignedMissing(node, context);
  const value = kept(lowerAssigned(node, context), isMissing, context);
  assignTarget(node, left, { value, isMissing }, context);
  return value;
}

function lowerAssigned(node: ts.BinaryExpression, context: LowerContext): JsonataNode {
  if (node.operatorToken.kind === ts.SyntaxKind.EqualsToken) return lowerExpression(node.right, context);
  return caughtValue(node, lowerCompound(node, lowerExpression(node.left, context), context), context);
}

function isAssignedMissing(node: ts.BinaryExpression, context: LowerContext): boolean {
  return mayBeUndefinedAt(node.operatorToken.kind === ts.SyntaxKind.EqualsToken ? node.right : node, context);
}

/** A value in a variable of its own, so that it stays what it is. */
function kept(value: JsonataNode, isMissing: boolean, context: LowerContext): JsonataNode {
  if (value.kind === "literal" || value.kind === "poison") return value;
  const binding = declareTemporary("value", isMissing, context);
  assignBinding(binding, value, context);
  return readBinding(binding, isMissing);
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
  if (needsStatements(node.right, context)) return refuse(context, node.right, "MR2123");
  const shape = shapeBefore(node.left, context);
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

/** What a target may hold before: TypeScript tells what may be written to it, which leaves out that nothing may be there. */
function shapeBefore(left: ts.Expression, context: LowerContext): Shape {
  const target = bare(left);
  const shape = shapeAt(context, left);
  if (!isMemberTarget(target)) return shape;
  const key = ts.isPropertyAccessExpression(target) ? target.name : bare(target.argumentExpression);
  const isNamed = ts.isIdentifier(key) || ts.isStringLiteralLike(key) || ts.isNumericLiteral(key);
  const isName = ts.isPropertyAccessExpression(target) || !ts.isIdentifier(key);
  const container = context.checker.getNonNullableType(context.checker.getTypeAtLocation(target.expression));
  const property = isNamed && isName ? container.getProperty(key.text) : undefined;
  const isCertain = property !== undefined && (property.flags & ts.SymbolFlags.Optional) === 0;
  return isCertain ? shape : new Set([...shape, "undefined" as const]);
}

/** `x++`, for what it does. */
export function lowerIncrement(node: Increment, context: LowerContext): void {
  const before = lowerExpression(node.operand, context);
  assignTarget(node, node.operand, { value: incremented(node, before, context), isMissing: false }, context);
}

/** `x++` gives what the variable held before, `++x` what it holds after. */
function lowerIncrementValue(node: Increment, context: LowerContext): JsonataNode {
  const before = kept(lowerExpression(node.operand, context), false, context);
  const after = kept(incremented(node, before, context), false, context);
  assignTarget(node, node.operand, { value: after, isMissing: false }, context);
  return ts.isPrefixUnaryExpression(node) ? after : before;
}

function incremented(node: Increment, before: JsonataNode, context: LowerContext): JsonataNode {
  if (!isOnly(shapeAt(context, node.operand), "number")) {
    return refuse(context, node, "MR2114", { operator: "++", left: typeText(context, node.operand), right: "1" });
  }
  const operator = node.operator === ts.SyntaxKind.PlusPlusToken ? "+" : "-";
  return arithmeticNode(operator, [before, literal(1)], context);
}
