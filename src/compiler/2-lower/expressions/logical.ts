import { conditional, literal } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { isAny, isOnly } from "../../1-analyze/shape.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { branchOnValue } from "./branch-on-value.ts";
import { lowerCondition, truthOf, withName } from "./condition.ts";
import { needsStatements } from "../functions/function-traits.ts";
import { lowerExpression } from "../recursion.ts";
import { isDefined } from "./member-access.ts";

/** `&&`, `||` and `??` for their value: the left one is kept or replaced. */
export function lowerLogical(node: ts.BinaryExpression, context: LowerContext): JsonataNode {
  const operator = node.operatorToken.kind;
  const shape = shapeAt(context, node.left);
  const isTest = operator !== ts.SyntaxKind.QuestionQuestionToken;
  const isBoolean = isOnly(shape, "boolean") && isOnly(shapeAt(context, node.right), "boolean");
  if (isTest && isBoolean && !needsStatements(node.right, context)) {
    return lowerCondition(node, context);
  }
  const left = lowerExpression(node.left, context);
  if (left.kind === "poison") return left;
  if (isAny(shape, "unknown") && isTest) {
    const values = {
      text: sourceText(node.left),
      type: typeText(context, node.left),
      operator: node.operatorToken.getText(),
    };
    return refuse(context, node.left, "MR2101", values);
  }
  const keepsLeft = (value: JsonataNode): JsonataNode =>
    isTest ? truthOf(value, shape, context) : isDefined(value, shape);
  const isAnd = operator === ts.SyntaxKind.AmpersandAmpersandToken;
  if (needsStatements(node.right, context)) {
    // Of two booleans the left one is known where it decides.
    const arms = {
      left: () => (isTest && isBoolean ? literal(!isAnd) : left),
      right: () => lowerExpression(node.right, context),
    };
    return branchOnValue({
      node,
      nameFrom: node.left,
      condition: keepsLeft(left),
      whenTrue: isAnd ? arms.right : arms.left,
      whenFalse: isAnd ? arms.left : arms.right,
      context,
    });
  }
  const right = lowerExpression(node.right, context);
  return withName(left, context, (value) =>
    isAnd ? conditional(keepsLeft(value), right, value) : conditional(keepsLeft(value), value, right),
  );
}
