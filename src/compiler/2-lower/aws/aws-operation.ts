import { type AwsOperation, isKind } from "#authoring";
import { ts } from "../../program.ts";
import { bare, type LowerContext, valueOf } from "../context.ts";

/** Whether a call's callee has the type of an operation of an AWS service. */
export function isAwsCall(node: ts.CallExpression, context: LowerContext): boolean {
  return isAwsOperationName(node.expression, context);
}

export function isAwsOperationName(node: ts.Expression, { symbols, checker }: LowerContext): boolean {
  const name = symbols(checker.getTypeAtLocation(node).symbol);
  return name === "AwsOperation" || name === "AwsJob";
}

/** The operation that an expression names: `dynamodb.getItem`, `aws.athena.startQueryExecution.sync`. */
export function awsOperationOf(node: ts.Expression, context: LowerContext): AwsOperation["operation"] | undefined {
  const value = namedValue(node, context);
  return isKind(value, "awsOperation") ? (value as AwsOperation).operation : undefined;
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
