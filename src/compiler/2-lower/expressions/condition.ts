import {
  and,
  array,
  binary,
  block,
  equals,
  exists,
  literal,
  local,
  not,
  nullLiteral,
  or,
  trueLiteral,
} from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { mayBeMissing } from "../../jsonata/walk.ts";
import { ts } from "../../program.ts";
import { definedPart, isAny, isOnly, type Shape } from "../../1-analyze/shape.ts";
import { bare, type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { isDefined } from "./member-access.ts";
import { caughtValue } from "../effects/caught-value.ts";
import { needsStatements } from "../functions/function-traits.ts";
import { lowerExpression } from "../recursion.ts";

/** Lowers an expression where only its truth matters; the node is always boolean, as a Condition must be. */
export function lowerCondition(node: ts.Expression, context: LowerContext): JsonataNode {
  return caughtValue(node, lowerTruth(node, context), context);
}

function lowerTruth(node: ts.Expression, context: LowerContext): JsonataNode {
  const inner = bare(node);
  if (ts.isBinaryExpression(inner) && !needsStatements(inner.right, context)) {
    const operator = inner.operatorToken.kind;
    if (operator === ts.SyntaxKind.AmpersandAmpersandToken) {
      return and(lowerCondition(inner.left, context), lowerCondition(inner.right, context));
    }
    if (operator === ts.SyntaxKind.BarBarToken) {
      return or(lowerCondition(inner.left, context), lowerCondition(inner.right, context));
    }
  }
  if (ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.ExclamationToken) {
    return not(lowerCondition(inner.operand, context));
  }
  const value = lowerExpression(inner, context);
  const shape = shapeAt(context, inner);
  if (value.kind === "poison") return value;
  if (isAny(shape, "unknown")) {
    return refuse(context, inner, "MR2101", {
      text: sourceText(inner),
      type: typeText(context, inner),
      operator: "if",
    });
  }
  return truthOf(value, shape, context);
}

/** Whether JavaScript takes a value for true. JSONata's own view differs for empty arrays, objects and zero. */
export function truthOf(value: JsonataNode, shape: Shape, context: LowerContext): JsonataNode {
  const kinds = definedPart(shape);
  if (isOnly(shape, "boolean")) return value;
  // Nothing and null equal only themselves.
  if (kinds.size === 0) return literal(false);
  if (isOnly(kinds, "boolean")) return equals(value, trueLiteral);
  if (isOnly(kinds, "array", "object", "date", "function")) return isDefined(value, shape);
  return withName(value, context, (named) => {
    if (isOnly(kinds, "string")) return and(isDefined(named, shape), binary("!=", named, literal("")));
    if (isOnly(kinds, "number")) return and(isDefined(named, shape), binary("!=", named, literal(0)));
    const falsy = array([nullLiteral, literal(false), literal(0), literal("")]);
    return and(shape.has("undefined") ? exists(named) : trueLiteral, not(binary("in", named, falsy)));
  });
}

/** Binds a value to a name if it is read more than once and more than a path. */
export function withName(
  value: JsonataNode,
  context: LowerContext,
  use: (named: JsonataNode) => JsonataNode,
): JsonataNode {
  const isPath = ["reference", "local", "member", "literal", "nothing"].includes(value.kind);
  if (isPath) return use(value);
  const name = context.names.local("value");
  return block([{ name, value }], use(local(name, mayBeMissing(value))));
}
