import { resolveAlias } from "../1-analyze/millrace-symbols.ts";
import { mayBeUndefined, shapeOf } from "../1-analyze/shape.ts";
import { ts } from "../program.ts";
import { shapeAt, symbolOf, type WorkflowContext } from "./context.ts";

// What an expression is where it stands, TypeScript finds out by following all ways that lead there, each time it is asked. What
// it was declared to be is at hand, and often answers the question: what is found out further on is a part of it.

/** What a name or a member was declared to be, and a call to give; `undefined` for other expressions. */
export function declaredType(node: ts.Expression, context: WorkflowContext): ts.Type | undefined {
  const { checker } = context;
  if (ts.isOptionalChain(node)) return undefined;
  if (ts.isCallExpression(node)) return checker.getTypeAtLocation(node);
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  const named = symbolOf(context, node);
  const symbol = named && resolveAlias(checker, named);
  if (symbol === undefined || (symbol.flags & (ts.SymbolFlags.Variable | ts.SymbolFlags.Property)) === 0)
    return undefined;
  return (symbol.flags & ts.SymbolFlags.Optional) === 0 ? checker.getTypeOfSymbol(symbol) : undefined;
}

/** Whether the value of an expression may be undefined here. */
export function mayBeUndefinedAt(node: ts.Expression, context: WorkflowContext): boolean {
  const declared = declaredType(node, context);
  const isDefined = declared !== undefined && !mayBeUndefined(shapeOf(declared, context.checker));
  return !isDefined && mayBeUndefined(shapeAt(context, node));
}

/** Whether an expression is what a function gives that returns nothing. */
export function isVoid(node: ts.Expression, context: WorkflowContext): boolean {
  const declared = declaredType(node, context);
  const isValue = declared !== undefined && partsOf(declared).every(({ flags }) => (flags & value) !== 0);
  return !isValue && (context.checker.getTypeAtLocation(node).flags & ts.TypeFlags.Void) !== 0;
}

/** Whether an expression is a method of an object or of the language. */
export function isMethod(node: ts.Expression, context: WorkflowContext): boolean {
  const symbol = ts.isPropertyAccessExpression(node) ? symbolOf(context, node) : undefined;
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Method) !== 0;
}

const primitive =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.Null |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Never;

const value = primitive | ts.TypeFlags.Object;

/** Whether an expression was declared to be a primitive or an array, which it then is. */
export function isPlain(node: ts.Expression, context: WorkflowContext): boolean {
  const declared = declaredType(node, context);
  return declared !== undefined && partsOf(declared).every((part) => isPlainType(part, context));
}

/**
 * Whether an expression can be an object of one of the language's classes. TypeScript takes a value that was tested for being
 * one as such only if it could be assigned to what the value was declared to be; otherwise it is both, which no value is.
 */
export function mayBeOneOf(prototypes: readonly object[], node: ts.Expression, context: WorkflowContext): boolean {
  const declared = declaredType(node, context);
  if (declared === undefined) return true;
  const hasOther = ({ flags, name }: ts.Symbol): boolean => {
    // The names of `[Symbol.iterator]` and its like are TypeScript's own.
    const isNamed = (flags & ts.SymbolFlags.Optional) === 0 && !name.startsWith("__");
    return isNamed && !prototypes.some((prototype) => name in prototype);
  };
  return partsOf(declared).some((part) => {
    if (isPlainType(part, context)) return false;
    return (part.flags & ts.TypeFlags.Object) === 0 || !part.getProperties().some(hasOther);
  });
}

function isPlainType(type: ts.Type, { checker }: WorkflowContext): boolean {
  return (type.flags & primitive) !== 0 || checker.isArrayType(type) || checker.isTupleType(type);
}

function partsOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}
