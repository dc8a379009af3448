import { type AwsOperation, isKind } from "#authoring";
import { ts } from "../../program.ts";
import { bare, type LowerContext, refuse, sourceText, symbolOf, valueOf } from "../context.ts";
import { isMethod, isPlain } from "../declared-type.ts";
import { constantInitializer, isWithCall, withOptions } from "../effects/resolve-task.ts";

/** Whether a call's callee has the type of an operation of an AWS service. */
export function isAwsCall(node: ts.CallExpression, context: LowerContext): boolean {
  return isAwsOperationName(node.expression, context);
}

export function isAwsOperationName(node: ts.Expression, context: LowerContext): boolean {
  if (isMethod(node, context) || isPlain(node, context)) return false;
  const name = context.symbols(context.checker.getTypeAtLocation(node).symbol);
  return name === "AwsOperation" || name === "AwsJob";
}

/** The operation that an expression names: `dynamodb.getItem`, `aws.athena.startQueryExecution.sync`. */
export function awsOperationOf(node: ts.Expression, context: LowerContext): AwsOperation["operation"] | undefined {
  const value = namedValue(node, context);
  return isKind(value, "awsOperation") ? (value as AwsOperation).operation : undefined;
}

/** The operation that a callee names, `operation.with({ … })` included; `undefined` where a diagnostic was reported. */
export function resolveAwsOperation(callee: ts.Expression, context: LowerContext): AwsOperation | undefined {
  const node = bare(callee);
  const symbol = symbolOf(context, node);
  // An operation in a variable was refused where the variable was declared.
  if (symbol !== undefined && context.bindings.has(symbol)) return undefined;
  const initializer = symbol === undefined ? undefined : constantInitializer(symbol, context);
  const made = initializer !== undefined && isWithCall(initializer) ? initializer : node;
  if (isWithCall(made)) {
    const base = resolveAwsOperation(made.expression.expression, context);
    return base === undefined ? undefined : withOptions(made, base.with, context);
  }
  const value = namedValue(node, context);
  if (isKind(value, "awsOperation")) return value as AwsOperation;
  refuse(context, node, "MR2200", { name: sourceText(node) });
  return undefined;
}

/** The value of an exported constant, or of a member of one. */
function namedValue(expression: ts.Expression, context: LowerContext): unknown {
  const node = bare(expression);
  const own = valueOf(context, node);
  if (own !== undefined || !ts.isPropertyAccessExpression(node)) return own?.value;
  const object = namedValue(node.expression, context);
  const hasMembers = (typeof object === "object" && object !== null) || typeof object === "function";
  return hasMembers && Object.hasOwn(object, node.name.text)
    ? (object as Readonly<Record<string, unknown>>)[node.name.text]
    : undefined;
}
