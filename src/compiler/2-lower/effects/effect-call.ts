import { shapeOf } from "../../1-analyze/shape.ts";
import { shapeOfSyntax } from "../../1-analyze/shape-of-syntax.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse, shapeAt, sourceText } from "../context.ts";
import { declaredType, isMethod, mayBeOneOf } from "../declared-type.ts";
import { lowerExpression } from "../recursion.ts";

/** Whether a call's callee has the type of a task, or of one of several. */
export function isTaskCall(node: ts.CallExpression, context: LowerContext): boolean {
  const { expression: callee } = node;
  if (isMethod(callee, context)) return false;
  const declared = declaredType(callee, context);
  return (
    (declared !== undefined && isTaskType(declared, context)) ||
    isTaskType(context.checker.getTypeAtLocation(callee), context)
  );
}

function isTaskType(type: ts.Type, { symbols }: LowerContext): boolean {
  const types = type.isUnion() ? type.types : [type];
  return types.some(({ symbol, aliasSymbol }) => symbols(symbol) === "Task" || symbols(aliasSymbol) === "Task");
}

export function isPromise(node: ts.Expression, context: LowerContext): boolean {
  if (shapeOfSyntax(node) !== undefined || !mayBeOneOf([Promise.prototype], node, context)) return false;
  return context.checker.getTypeAtLocation(node).symbol?.name === "Promise";
}

/** Whether a name is one of the workflow's own. */
export function isLocal(node: ts.Expression, context: LowerContext): boolean {
  const symbol = context.checker.getSymbolAtLocation(node);
  return symbol !== undefined && context.bindings.has(symbol);
}

/** What a call is given: one value, which is there. */
export function lowerInput(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const [input] = node.arguments;
  if (input === undefined || node.arguments.length !== 1 || ts.isSpreadElement(input))
    return refuse(context, node, "MR2122", { text: "the input" });
  const value = lowerExpression(input, context);
  if (value.kind !== "poison" && shapeAt(context, input).has("undefined")) {
    return refuse(context, input, "MR2122", { text: sourceText(input) });
  }
  return value;
}

function outputType(node: ts.CallExpression, context: LowerContext): ts.Type | undefined {
  return context.checker.getAwaitedType(context.checker.getTypeAtLocation(node));
}

/** What the value that a call resolves with may be. */
export function outputShape(node: ts.CallExpression, context: LowerContext): ReturnType<typeof shapeOf> {
  const type = outputType(node, context);
  if (type === undefined || (type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) !== 0) return new Set();
  return shapeOf(type, context.checker);
}

/** The members of an output that is one object; others are kept whole. */
export function outputMembers(node: ts.CallExpression, context: LowerContext): readonly string[] | undefined {
  const type = outputType(node, context);
  if (type === undefined || type.isUnion()) return undefined;
  const shape = shapeOf(type, context.checker);
  if (!(shape.size === 1 && shape.has("object")) || context.checker.getIndexInfosOfType(type).length > 0)
    return undefined;
  return type.getProperties().map(({ name }) => name);
}
