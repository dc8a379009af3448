import { binary, block, call, conditional, equals, literal, local, sequence } from "../../jsonata/build.ts";
import type { BinaryOperator, JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { isAny, isOnly } from "../../1-analyze/shape.ts";
import { canFail } from "../../jsonata/walk.ts";
import { bare, type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { isAssignmentOperator } from "../statements/assignment-operator.ts";
import { lowerEquality } from "./equality.ts";
import { lowerExpression } from "../recursion.ts";
import { lowerLogical } from "./logical.ts";
import { lowerInstanceof } from "./error-tests.ts";
import { concatenate } from "./template.ts";
import { lowerToText } from "./text.ts";
import { undefinedMember } from "./undefined-member.ts";

const comparisons: Partial<Record<ts.SyntaxKind, BinaryOperator>> = {
  [ts.SyntaxKind.LessThanToken]: "<",
  [ts.SyntaxKind.LessThanEqualsToken]: "<=",
  [ts.SyntaxKind.GreaterThanToken]: ">",
  [ts.SyntaxKind.GreaterThanEqualsToken]: ">=",
};

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%" | "**";

const arithmetic: Partial<Record<ts.SyntaxKind, ArithmeticOperator>> = {
  [ts.SyntaxKind.PlusToken]: "+",
  [ts.SyntaxKind.MinusToken]: "-",
  [ts.SyntaxKind.AsteriskToken]: "*",
  [ts.SyntaxKind.SlashToken]: "/",
  [ts.SyntaxKind.PercentToken]: "%",
  [ts.SyntaxKind.AsteriskAsteriskToken]: "**",
};

export function lowerBinary(node: ts.BinaryExpression, context: LowerContext): JsonataNode {
  const operator = node.operatorToken.kind;
  if (isAssignmentOperator(operator)) return context.dispatch.assignment(node, context);
  switch (operator) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return lowerLogical(node, context);
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsToken:
      return lowerEquality(node, context);
    case ts.SyntaxKind.CommaToken:
      return lowerComma(node, context);
    case ts.SyntaxKind.InstanceOfKeyword:
      return lowerInstanceof(node, context);
    case ts.SyntaxKind.InKeyword:
      return lowerIn(node, context);
    default:
      break;
  }
  const comparison = comparisons[operator];
  if (comparison !== undefined) return lowerComparison(node, comparison, context);
  const arithmeticOperator = arithmetic[operator];
  if (arithmeticOperator !== undefined)
    return lowerArithmetic(node, node.left, arithmeticOperator, node.right, context);
  return refuse(context, node, "MR1105", { what: `the operator '${node.operatorToken.getText()}'` });
}

/** `a, b`: the first operand for what it does. */
function lowerComma({ left, right }: ts.BinaryExpression, context: LowerContext): JsonataNode {
  const done = lowerExpression(left, context);
  const value = lowerExpression(right, context);
  if (done.kind === "poison") return done;
  // What fails in the first operand fails all the same.
  return canFail(done) ? block([{ name: context.names.local("unused"), value: done }], value) : value;
}

function lowerComparison(node: ts.BinaryExpression, operator: BinaryOperator, context: LowerContext): JsonataNode {
  const left = lowerExpression(node.left, context);
  const right = lowerExpression(node.right, context);
  const shapes = [shapeAt(context, node.left), shapeAt(context, node.right)];
  const comparable = ["number", "string", "date"] as const;
  const alike = comparable.some((kind) => shapes.every((shape) => isOnly(shape, kind)));
  return alike ? binary(operator, left, right) : refuseOperands(node, node.left, operator, node.right, context);
}

function refuseOperands(
  node: ts.Node,
  left: ts.Expression,
  operator: string,
  right: ts.Expression,
  context: LowerContext,
): JsonataNode {
  const unknown = [left, right].find((operand) => isAny(shapeAt(context, operand), "unknown"));
  if (unknown !== undefined) {
    return refuse(context, unknown, "MR2101", {
      text: sourceText(unknown),
      type: typeText(context, unknown),
      operator,
    });
  }
  return refuse(context, node, "MR2114", { operator, left: typeText(context, left), right: typeText(context, right) });
}

/** `left operator right`, also where it is written `left operator= right`. */
export function lowerArithmetic(
  node: ts.Node,
  left: ts.Expression,
  operator: ArithmeticOperator,
  right: ts.Expression,
  context: LowerContext,
): JsonataNode {
  const shapes = [shapeAt(context, left), shapeAt(context, right)] as const;
  if (shapes.every((shape) => isOnly(shape, "number"))) {
    return arithmeticNode(operator, [lowerExpression(left, context), lowerExpression(right, context)], context);
  }
  const isText = operator === "+" && shapes.some((shape) => isOnly(shape, "string"));
  if (isText) return concatenate([...flattenConcatenation(left, context), lowerToText(right, context)]);
  return refuseOperands(node, left, operator, right, context);
}

/** `a + b + c` of texts is one chain, so that a long one need not nest. */
function flattenConcatenation(node: ts.Expression, context: LowerContext): readonly JsonataNode[] {
  if (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
    isOnly(shapeAt(context, node), "string")
  ) {
    return [...flattenConcatenation(node.left, context), lowerToText(node.right, context)];
  }
  return [lowerToText(node, context)];
}

export function arithmeticNode(
  operator: ArithmeticOperator,
  [left, right]: readonly [JsonataNode, JsonataNode],
  context: LowerContext,
): JsonataNode {
  if (operator === "**") return call("power", left, right);
  const isSafe = operator !== "/" && operator !== "%";
  if (isSafe || (right.kind === "literal" && right.value !== 0)) return binary(operator, left, right);
  // JavaScript goes on with Infinity or NaN, which JSON cannot hold.
  const name = context.names.local("divisor");
  return block(
    [{ name, value: right }],
    conditional(
      equals(local(name), literal(0)),
      call("error", literal("division by zero")),
      binary(operator, left, local(name)),
    ),
  );
}

function lowerIn(node: ts.BinaryExpression, context: LowerContext): JsonataNode {
  if (!isOnly(shapeAt(context, node.left), "string") || !isOnly(shapeAt(context, node.right), "object")) {
    return refuseOperands(node, node.left, "in", node.right, context);
  }
  const key = bare(node.left);
  const uncertain = undefinedMember(node.right, context);
  if (uncertain !== undefined && !(ts.isStringLiteral(key) && key.text !== uncertain))
    return refuse(context, node.right, "MR2146", { name: uncertain });
  const keys = sequence(call("keys", lowerExpression(node.right, context)));
  return binary("in", lowerExpression(node.left, context), keys);
}
