import { array, literal, negate, not, nothing, nullLiteral } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { deepestExpression, depthOf } from "../../jsonata/walk.ts";
import { ts } from "../../program.ts";
import { isJsonType } from "../../1-analyze/json-type.ts";
import { isAny, isOnly, shapeOf } from "../../1-analyze/shape.ts";
import { caughtValue } from "../effects/caught-value.ts";
import { lowerAwait } from "../effects/lower-await.ts";
import { bare, type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { lowerNewDate } from "../methods/dates/new-date.ts";
import { lowerToNumber } from "../methods/globals/number-functions.ts";
import { collectionAt } from "../methods/sets/collection-at.ts";
import { lowerNewSet } from "../methods/sets/lower-set.ts";
import { refuseCollection } from "../methods/sets/refuse-collection.ts";
import { isIncrement } from "../functions/assigned-symbols.ts";
import { lowerExpression } from "../recursion.ts";
import { lowerArrayLiteral } from "./array-literal.ts";
import { lowerBinary } from "./binary.ts";
import { lowerCall } from "./call.ts";
import { lowerCondition } from "./condition.ts";
import { lowerConditional } from "./conditional.ts";
import { lowerIdentifier } from "./identifier.ts";
import { caughtErrorOf, lowerElementAccess, lowerPropertyAccess } from "./member-access.ts";
import { lowerObjectLiteral } from "./object-literal.ts";
import { present } from "./present.ts";
import { lowerTemplate } from "./template.ts";
import { lowerText } from "./text.ts";
import { lowerTypeof } from "./typeof.ts";

/**
 * Lowers an expression to one JSONata node, whose value is "missing" where JavaScript's is undefined.
 *
 * Awaits inside become effects of the current region first, in the order in which JavaScript would run them.
 */
export function dispatchExpression(node: ts.Expression, context: LowerContext): JsonataNode {
  const lowered = refuseCollection(node, context) ?? lowerAny(node, context);
  const isWhole = !ts.isExpression(node.parent);
  return isWhole && depthOf(lowered) > deepestExpression
    ? refuse(context, node, "MR2118", { limit: deepestExpression })
    : caughtValue(node, lowered, context);
}

function lowerAny(node: ts.Expression, context: LowerContext): JsonataNode {
  const lower = lowerers[node.kind] as Lower<ts.Expression> | undefined;
  if (lower !== undefined) return lower(node, context);
  if (ts.isStringLiteralLike(node)) return lowerText(node, node.text, context);
  if (isIncrement(node)) return context.dispatch.assignment(node, context);
  if (ts.isPrefixUnaryExpression(node)) return lowerPrefix(node, context);
  return lowerOther(node, context);
}

type Lower<Expression> = (node: Expression, context: LowerContext) => JsonataNode;

const lowerInner = ({ expression }: ts.ParenthesizedExpression | ts.SatisfiesExpression, context: LowerContext) =>
  lowerExpression(expression, context);

/** By the kind of the expression. */
const lowerers: Partial<Record<ts.SyntaxKind, Lower<never>>> = {
  [ts.SyntaxKind.ParenthesizedExpression]: lowerInner,
  [ts.SyntaxKind.SatisfiesExpression]: lowerInner,
  [ts.SyntaxKind.NumericLiteral]: lowerNumber,
  [ts.SyntaxKind.Identifier]: lowerIdentifier,
  [ts.SyntaxKind.PropertyAccessExpression]: lowerPropertyAccess,
  [ts.SyntaxKind.ElementAccessExpression]: lowerElementAccess,
  [ts.SyntaxKind.ObjectLiteralExpression]: lowerObjectLiteral,
  [ts.SyntaxKind.ArrayLiteralExpression]: lowerArrayLiteral,
  [ts.SyntaxKind.TemplateExpression]: lowerTemplate,
  [ts.SyntaxKind.BinaryExpression]: lowerBinary,
  [ts.SyntaxKind.ConditionalExpression]: lowerConditional,
  [ts.SyntaxKind.AwaitExpression]: lowerAwait,
  [ts.SyntaxKind.CallExpression]: lowerCall,
  [ts.SyntaxKind.TypeOfExpression]: lowerTypeof,
  [ts.SyntaxKind.AsExpression]: lowerCast,
  [ts.SyntaxKind.NonNullExpression]: lowerNonNull,
};

function lowerOther(node: ts.Expression, context: LowerContext): JsonataNode {
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return literal(true);
    case ts.SyntaxKind.FalseKeyword:
      return literal(false);
    case ts.SyntaxKind.NullKeyword:
      return nullLiteral;
    case ts.SyntaxKind.VoidExpression:
      return lowerVoid(node as ts.VoidExpression, context);
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.FunctionExpression:
      return refuse(context, node, "MR1104");
    case ts.SyntaxKind.BigIntLiteral:
      return refuse(context, node, "MR2127");
    case ts.SyntaxKind.NewExpression:
      return lowerNew(node as ts.NewExpression, context);
    default:
      return refuse(context, node, "MR1105", { what: describe(node) });
  }
}

/** What stands behind `void` is evaluated, though nobody uses its value. */
function lowerVoid({ expression }: ts.VoidExpression, context: LowerContext): JsonataNode {
  const operand = lowerExpression(expression, context);
  return operand.kind === "poison" ? operand : nothing;
}

function describe(node: ts.Expression): string {
  const names: Partial<Record<ts.SyntaxKind, string>> = {
    [ts.SyntaxKind.RegularExpressionLiteral]: "a regular expression as a value",
    [ts.SyntaxKind.ClassExpression]: "a class",
    [ts.SyntaxKind.DeleteExpression]: "'delete'",
    [ts.SyntaxKind.ThisKeyword]: "'this'",
    [ts.SyntaxKind.YieldExpression]: "'yield'",
    [ts.SyntaxKind.TaggedTemplateExpression]: "a tagged template",
    [ts.SyntaxKind.MetaProperty]: "'import.meta'",
  };
  return names[node.kind] ?? `'${sourceText(node)}'`;
}

function lowerNumber(node: ts.NumericLiteral, context: LowerContext): JsonataNode {
  const value = Number(node.text);
  return Number.isFinite(value) ? literal(value) : refuse(context, node, "MR2127");
}

function lowerPrefix(node: ts.PrefixUnaryExpression, context: LowerContext): JsonataNode {
  switch (node.operator) {
    case ts.SyntaxKind.ExclamationToken:
      return not(lowerCondition(node.operand, context));
    case ts.SyntaxKind.MinusToken:
    case ts.SyntaxKind.PlusToken: {
      const minus = node.operator === ts.SyntaxKind.MinusToken;
      if (!minus) return lowerToNumber(node.operand, "+", context);
      const operand = lowerExpression(node.operand, context);
      if (!isOnly(shapeAt(context, node.operand), "number")) {
        return refuse(context, node, "MR2114", {
          operator: "-",
          left: "nothing",
          right: typeText(context, node.operand),
        });
      }
      return negate(operand);
    }
    case ts.SyntaxKind.TildeToken:
      return refuse(context, node, "MR1105", { what: "bitwise operators" });
    default:
      return refuse(context, node, "MR1105", { what: describe(node) });
  }
}

/** A cast is harmless where TypeScript would accept the value without it. */
function lowerCast(node: ts.AsExpression, context: LowerContext): JsonataNode {
  if (ts.isConstTypeReference(node.type)) return lowerExpression(node.expression, context);
  const { checker } = context;
  const from = checker.getTypeAtLocation(node.expression);
  const to = checker.getTypeFromTypeNode(node.type);
  const claims = (from.flags & ts.TypeFlags.Any) !== 0 || !checker.isTypeAssignableTo(from, to);
  // Nothing else could give what a text holds a type.
  if (claims && isJsonParse(node.expression)) return lowerParsed(node, to, context);
  if (claims && caughtErrorOf(node, context) !== undefined) return refuse(context, node, "MR2113");
  if (claims && isSameShape(from, to, checker)) return lowerExpression(node.expression, context);
  if (claims) return refuse(context, node, "MR2106", { type: checker.typeToString(to) });
  return lowerExpression(node.expression, context);
}

/**
 * Whether a cast changes nothing about what is known of a value: primitives stay of their kind, arrays of primitives, too.
 * `Object.keys(prices) as ("a" | "b")[]` only says which texts they are.
 */
function isSameShape(from: ts.Type, to: ts.Type, checker: ts.TypeChecker): boolean {
  const [before, after] = [shapeOf(from, checker), shapeOf(to, checker)];
  if (before.size !== after.size || ![...before].every((kind) => after.has(kind))) return false;
  if (isOnly(before, "string", "number", "boolean", "null", "undefined")) return true;
  if (!isOnly(before, "array")) return false;
  const [held, claimed] = [from, to].map((type) => checker.getIndexTypeOfType(type, ts.IndexKind.Number));
  return checker.isArrayType(to) && held !== undefined && claimed !== undefined && isSameShape(held, claimed, checker);
}

function isJsonParse(node: ts.Expression): boolean {
  const inner = bare(node);
  return ts.isCallExpression(inner) && sourceText(inner.expression) === "JSON.parse";
}

function lowerParsed(node: ts.AsExpression, type: ts.Type, context: LowerContext): JsonataNode {
  if (isJsonType(type, context.checker)) return lowerExpression(node.expression, context);
  return refuse(context, node.type, "MR2158", { type: context.checker.typeToString(type) });
}

/** `value!` is a claim that nothing checks in JavaScript; here the execution fails where it is wrong. */
function lowerNonNull(node: ts.NonNullExpression, context: LowerContext): JsonataNode {
  const shape = shapeAt(context, node.expression);
  if (isAny(shape, "unknown")) return refuse(context, node, "MR2107", { text: sourceText(node.expression) });
  const value = lowerExpression(node.expression, context);
  return isAny(shape, "undefined", "null") ? present(value, shape, sourceText(node.expression), context) : value;
}

function lowerNew(node: ts.NewExpression, context: LowerContext): JsonataNode {
  const name = sourceText(node.expression);
  if (name === "Date") return lowerNewDate(node, context);
  if (collectionAt(node, context) === "Set") return lowerNewSet(node, context);
  if (name === "Array" && (node.arguments ?? []).length === 0) return array([]);
  if (name === "Array") return refuse(context, node, "MR2148", { text: sourceText(node) });
  if (name.endsWith("Error")) return refuse(context, node, "MR2121");
  return refuse(context, node, "MR1202", { name: `new ${name}()` });
}
