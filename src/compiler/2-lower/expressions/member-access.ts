import {
  and,
  binary,
  block,
  call,
  conditional,
  equals,
  exists,
  index,
  literal,
  local,
  member,
  not,
  nothing,
  nullLiteral,
  poison,
  reference,
} from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { definedPart, isAny, isOnly, type Shape } from "../../1-analyze/shape.ts";
import {
  bare,
  type Binding,
  type LowerContext,
  millraceName,
  refuse,
  shapeAt,
  sourceText,
  symbolOf,
  typeText,
} from "../context.ts";
import { mayBeUndefinedAt } from "../declared-type.ts";
import { ownMember } from "./own-member.ts";
import { lowerExpression } from "../recursion.ts";
import { executionContext } from "./execution-context.ts";
import { isAwsOperationName } from "../aws/aws-operation.ts";
import { lowerResourceReference } from "../aws/resource-reference.ts";
import { globalConstant } from "../methods/globals/constants.ts";
import { characterAtKey } from "../methods/strings/cut-methods.ts";
import { collectionAt } from "../methods/sets/collection-at.ts";
import { lengthOfText } from "./string-length.ts";

/** The caught error that an expression names, casts and parentheses aside. */
export function caughtErrorOf(
  node: ts.Expression,
  context: LowerContext,
): Extract<Binding, { kind: "error" }> | undefined {
  const inner = bare(node, { casts: true });
  if (!ts.isIdentifier(inner)) return undefined;
  const symbol = symbolOf(context, inner);
  const binding = symbol === undefined ? undefined : context.bindings.get(symbol);
  return binding?.kind === "error" ? binding : undefined;
}

export function lowerPropertyAccess(node: ts.PropertyAccessExpression, context: LowerContext): JsonataNode {
  const name = node.name.text;
  const caught = caughtErrorOf(node.expression, context);
  if (caught !== undefined) {
    return name === "name" || name === "message"
      ? member(reference(caught.variable), name, false)
      : refuse(context, node, "MR2113");
  }
  const resource = lowerResourceReference(node, context);
  if (resource !== undefined) return resource;
  const reason = rejectionOf(node.expression, context);
  if (reason !== undefined && (name === "name" || name === "message"))
    return member(member(lowerExpression(reason, context), "reason", false), name, false);
  if (rejectionOf(node, context) !== undefined) return refuse(context, node, "MR2182");
  if (millraceName(context, node.expression) === "context")
    return member(executionContext(context), name, mayBeUndefinedAt(node, context));
  if (millraceName(context, node.expression) === "errors") return lowerErrorName(node, context);
  if (name === "length") {
    const length = lowerLength(node, context);
    if (length !== undefined) return length;
  }
  if (name === "size" && collectionAt(node.expression, context) === "Set")
    return call("count", lowerExpression(node.expression, context));
  return lowerNamedMember(node, name, context);
}

/** Of `result.reason`, casts aside: the result, which `Promise.allSettled` gave. */
function rejectionOf(node: ts.Expression, context: LowerContext): ts.Expression | undefined {
  const inner = bare(node, { casts: true });
  if (!ts.isPropertyAccessExpression(inner) || inner.name.text !== "reason") return undefined;
  const { symbol } = context.checker.getTypeAtLocation(inner.expression);
  const isGlobal = symbol?.declarations?.[0]?.getSourceFile().isDeclarationFile === true;
  return symbol?.name === "PromiseRejectedResult" && isGlobal ? inner.expression : undefined;
}

/** `errors.Timeout`: its type says which name it is. */
function lowerErrorName(node: ts.PropertyAccessExpression, context: LowerContext): JsonataNode {
  const type = context.checker.getTypeAtLocation(node);
  return type.isStringLiteral() ? literal(type.value) : poison;
}

/** A member by a name that is known: `o.name`, `o["name"]`. */
function lowerNamedMember(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  name: string,
  context: LowerContext,
): JsonataNode {
  const constant = isGlobalObject(node.expression, context) ? globalConstant(sourceText(node)) : undefined;
  if (constant !== undefined) return constant;
  const kinds = definedPart(shapeAt(context, node.expression));
  if (isAny(kinds, "unknown")) {
    return refuse(context, node, "MR2101", {
      text: sourceText(node.expression),
      type: typeText(context, node.expression),
      operator: ".",
    });
  }
  if (isAwsOperationName(node, context)) return refuse(context, node, "MR2200", { name: sourceText(node) });
  if (isAny(kinds, "function")) return refuse(context, node, "MR1203", { name: sourceText(node) });
  if (!isOnly(kinds, "object")) {
    return refuse(context, node, "MR2112", { name, type: typeText(context, node.expression) });
  }
  if (name in Object.prototype) return refuse(context, node, "MR2110", { name });
  if (isGlobalObject(node.expression, context)) return refuse(context, node, "MR1203", { name: sourceText(node) });
  return member(lowerExpression(node.expression, context), name, mayBeUndefinedAt(node, context));
}

/** `process.env`, `Math.PI`: objects that exist only where the workflow is written. */
function isGlobalObject(node: ts.Expression, context: LowerContext): boolean {
  if (!ts.isIdentifier(node)) return false;
  const symbol = symbolOf(context, node);
  if (symbol === undefined || context.bindings.has(symbol)) return false;
  return symbol.valueDeclaration?.getSourceFile().isDeclarationFile === true;
}

function lowerLength(node: ts.PropertyAccessExpression, context: LowerContext): JsonataNode | undefined {
  const shape = shapeAt(context, node.expression);
  const kinds = definedPart(shape);
  const measure = isOnly(kinds, "array")
    ? (value: JsonataNode) => call("count", value)
    : isOnly(kinds, "string")
      ? lengthOfText
      : undefined;
  if (measure === undefined) return undefined;
  const value = lowerExpression(node.expression, context);
  return unlessNullish(value, shape, context, measure);
}

/** What an optional chain gives: nothing where the value is null or undefined. */
export function unlessNullish(
  value: JsonataNode,
  shape: Shape,
  context: LowerContext,
  use: (value: JsonataNode) => JsonataNode,
): JsonataNode {
  if (!isAny(shape, "null", "undefined")) return use(value);
  const name = context.names.local("value");
  return block([{ name, value }], conditional(isDefined(local(name), shape), use(local(name)), nothing));
}

/** Whether a value is neither null nor undefined. */
export function isDefined(value: JsonataNode, shape: Shape): JsonataNode {
  return and(
    shape.has("undefined") || shape.has("unknown") ? exists(value) : literal(true),
    shape.has("null") || shape.has("unknown") ? not(equals(value, nullLiteral)) : literal(true),
  );
}

export function lowerElementAccess(node: ts.ElementAccessExpression, context: LowerContext): JsonataNode {
  const key = bare(node.argumentExpression);
  if (ts.isStringLiteralLike(key)) return lowerNamedMember(node, key.text, context);
  const shape = shapeAt(context, node.expression);
  const kinds = definedPart(shape);
  if (ts.isNumericLiteral(key) && isOnly(kinds, "object"))
    return lowerNamedMember(node, String(Number(key.text)), context);
  const keyShape = shapeAt(context, key);
  if (isOnly(kinds, "array") && isOnly(keyShape, "number")) {
    const list = lowerExpression(node.expression, context);
    return unlessNullish(list, shape, context, (value) => lowerElement(node, key, value, context));
  }
  if (isOnly(kinds, "string") && isOnly(keyShape, "number")) {
    const text = lowerExpression(node.expression, context);
    const position = lowerExpression(key, context);
    return unlessNullish(text, shape, context, (value) => characterAtKey(value, position, context));
  }
  if (isOnly(kinds, "object") && isOnly(keyShape, "string", "number")) {
    const record = lowerExpression(node.expression, context);
    const name = context.names.local("key");
    const value = keyText(lowerExpression(key, context), keyShape);
    return block([{ name, value }], ownMember(record, local(name)));
  }
  return refuse(context, node, "MR2112", { name: sourceText(node), type: typeText(context, node.expression) });
}

/** A key as a text, which it is in JSON. */
export function keyText(key: JsonataNode, shape: Shape): JsonataNode {
  return isOnly(shape, "string") ? key : call("string", key);
}

function lowerElement(
  node: ts.ElementAccessExpression,
  key: ts.Expression,
  list: JsonataNode,
  context: LowerContext,
): JsonataNode {
  if (ts.isNumericLiteral(key) && /^\d+$/.test(key.text)) {
    return index(list, literal(Number(key.text)), mayBeUndefinedAt(node, context));
  }
  // JSONata counts a negative index from the end and truncates a fraction; JavaScript finds nothing there.
  const name = context.names.local("index");
  const position = local(name);
  const isElement = and(binary(">=", position, literal(0)), equals(position, call("floor", position)));
  return block(
    [{ name, value: lowerExpression(key, context) }],
    conditional(isElement, index(list, position, true), nothing),
  );
}
