import { createRequire } from "node:module";
import { ts } from "../program.ts";
import { type LoadModule, resolveValue } from "./load-values.ts";
import { resolveAlias } from "./millrace-symbols.ts";

/** The value of an expression that is known when compiling, or the part of it that is not. */
export type StaticValue = { readonly value: unknown } | { readonly unknown: ts.Expression };

export interface StaticContext {
  readonly checker: ts.TypeChecker;
  readonly load: LoadModule;
}

/**
 * Evaluates what options are written with: literals, objects, arrays, arithmetic, constants of modules and schemas of zod.
 *
 * Of functions only zod's are called: they make a schema of what they are given and do nothing else.
 */
export function staticValue(node: ts.Expression, context: StaticContext): StaticValue {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return staticValue(node.expression, context);
  if (ts.isStringLiteralLike(node)) return { value: node.text };
  if (ts.isNumericLiteral(node)) return { value: Number(node.text) };
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { value: true };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { value: false };
  if (node.kind === ts.SyntaxKind.NullKeyword) return { value: null };
  if (ts.isRegularExpressionLiteral(node)) return { value: regularExpression(node.text) };
  if (ts.isIdentifier(node)) return identifierValue(node, context);
  if (ts.isObjectLiteralExpression(node)) return objectValue(node, context);
  if (ts.isArrayLiteralExpression(node)) return arrayValue(node.elements, context);
  if (ts.isPropertyAccessExpression(node)) return memberValue(node, context);
  if (ts.isBinaryExpression(node)) return arithmeticValue(node, context);
  if (ts.isCallExpression(node)) return callValue(node, context);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const operand = staticValue(node.operand, context);
    return "value" in operand && typeof operand.value === "number" ? { value: -operand.value } : { unknown: node };
  }
  return { unknown: node };
}

function regularExpression(text: string): RegExp {
  const end = text.lastIndexOf("/");
  return new RegExp(text.slice(1, end), text.slice(end + 1));
}

function identifierValue(node: ts.Identifier, context: StaticContext): StaticValue {
  const { checker, load } = context;
  const isShorthand = ts.isShorthandPropertyAssignment(node.parent);
  const symbol = isShorthand
    ? checker.getShorthandAssignmentValueSymbol(node.parent as ts.ShorthandPropertyAssignment)
    : checker.getSymbolAtLocation(node);
  if (symbol === undefined) return { unknown: node };
  if (checker.isUndefinedSymbol(symbol)) return { value: undefined };
  const zod = zodImport(symbol, context);
  if (zod !== undefined) return zod;
  const resolved = resolveValue(symbol, checker, load);
  if (resolved !== undefined) return { value: resolved.value };
  const declaration = resolveAlias(checker, symbol).valueDeclaration;
  const isConstant =
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    ts.isIdentifier(declaration.name) &&
    (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
  return isConstant && declaration.initializer !== undefined
    ? staticValue(declaration.initializer, context)
    : { unknown: node };
}

/** `import * as z from "zod"`, or a function of it by name. */
function zodImport(symbol: ts.Symbol, { load }: StaticContext): StaticValue | undefined {
  const declaration = symbol.declarations?.[0];
  if (declaration === undefined) return undefined;
  const isNamespace = ts.isNamespaceImport(declaration);
  if (!isNamespace && !ts.isImportSpecifier(declaration)) return undefined;
  const clause = isNamespace ? declaration.parent : declaration.parent.parent;
  const specifier = (clause.parent as ts.ImportDeclaration).moduleSpecifier;
  if (!ts.isStringLiteral(specifier) || !/^zod(?:\/|$)/.test(specifier.text)) return undefined;
  const file = createRequire(declaration.getSourceFile().fileName).resolve(specifier.text);
  const module = load(file);
  if ("failure" in module) return undefined;
  if (isNamespace) return { value: module.values };
  return { value: module.values[(declaration.propertyName ?? declaration.name).text] };
}

function objectValue(node: ts.ObjectLiteralExpression, context: StaticContext): StaticValue {
  const value: Record<string, unknown> = {};
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const spread = staticValue(property.expression, context);
      if ("unknown" in spread) return spread;
      Object.assign(value, spread.value);
      continue;
    }
    const name = property.name;
    const isNamed = name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteralLike(name));
    const initializer = ts.isPropertyAssignment(property)
      ? property.initializer
      : ts.isShorthandPropertyAssignment(property)
        ? property.name
        : undefined;
    if (!isNamed || initializer === undefined) return { unknown: node };
    const member = staticValue(initializer, context);
    if ("unknown" in member) return member;
    value[name.text] = member.value;
  }
  return { value };
}

function arrayValue(elements: readonly ts.Expression[], context: StaticContext): StaticValue {
  const value: unknown[] = [];
  for (const element of elements) {
    const isSpread = ts.isSpreadElement(element);
    const found = staticValue(isSpread ? element.expression : element, context);
    if ("unknown" in found) return found;
    if (isSpread) value.push(...(found.value as readonly unknown[]));
    else value.push(found.value);
  }
  return { value };
}

function memberValue(node: ts.PropertyAccessExpression, context: StaticContext): StaticValue {
  const object = staticValue(node.expression, context);
  if ("unknown" in object) return object;
  const isObject = object.value !== null && typeof object.value === "object";
  if (!isObject || !(node.name.text in object.value)) return { unknown: node };
  return { value: (object.value as Readonly<Record<string, unknown>>)[node.name.text] };
}

const arithmetic: Partial<Record<ts.SyntaxKind, (left: number, right: number) => number>> = {
  [ts.SyntaxKind.PlusToken]: (left, right) => left + right,
  [ts.SyntaxKind.MinusToken]: (left, right) => left - right,
  [ts.SyntaxKind.AsteriskToken]: (left, right) => left * right,
  [ts.SyntaxKind.SlashToken]: (left, right) => left / right,
};

function arithmeticValue(node: ts.BinaryExpression, context: StaticContext): StaticValue {
  const calculate = arithmetic[node.operatorToken.kind];
  const left = staticValue(node.left, context);
  if ("unknown" in left) return left;
  const right = staticValue(node.right, context);
  if ("unknown" in right) return right;
  const isNumeric = typeof left.value === "number" && typeof right.value === "number";
  return calculate !== undefined && isNumeric
    ? { value: calculate(left.value as number, right.value as number) }
    : { unknown: node };
}

/** `z.object({ … })`, `schema.optional()`. */
function callValue(node: ts.CallExpression, context: StaticContext): StaticValue {
  const { expression: callee } = node;
  const receiver = ts.isPropertyAccessExpression(callee)
    ? staticValue(callee.expression, context)
    : { value: undefined };
  if ("unknown" in receiver) return receiver;
  const called = staticValue(callee, context);
  if ("unknown" in called) return called;
  if (typeof called.value !== "function" || !isFromZod(node, context)) return { unknown: node };
  const given = arrayValue(node.arguments, context);
  if ("unknown" in given) return given;
  try {
    return { value: Reflect.apply(called.value, receiver.value, given.value as unknown[]) };
  } catch {
    return { unknown: node };
  }
}

function isFromZod(node: ts.CallExpression, { checker }: StaticContext): boolean {
  const declaration = checker.getResolvedSignature(node)?.declaration;
  return declaration !== undefined && /[\\/]node_modules[\\/]zod[\\/]/.test(declaration.getSourceFile().fileName);
}
