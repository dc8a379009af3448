import { isKind, type Task } from "#authoring";
import { array, binary, equals, literal, member, reference, trueLiteral } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse, sourceText, valueOf } from "../context.ts";
import { errorClassOf } from "../errors/error-class.ts";
import { namesOfInstances } from "../errors/error-names.ts";
import { lowerExpression } from "../recursion.ts";
import { awsOperationOf } from "../aws/aws-operation.ts";
import { caughtErrorOf } from "./member-access.ts";

/** `isTaskError(error, task, "Name")`: a comparison of names, which a catch turns into an entry of its own. */
export function lowerIsTaskError(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const [error, task, name] = node.arguments;
  const caught = error === undefined ? undefined : caughtErrorOf(error, context);
  if (caught === undefined || task === undefined) return refuse(context, error ?? node, "MR2113");
  const caughtName = member(reference(caught.variable), "name", false);
  if (name !== undefined) return equals(caughtName, lowerExpression(name, context));
  const resolved = valueOf(context, task);
  if (!isKind(resolved?.value, "task")) return refuse(context, task, "MR1207", { name: sourceText(task) });
  const names = (resolved!.value as Task).contract.errors.map((declared) => literal(declared));
  return binary("in", caughtName, array(names));
}

/** `isAwsError(error, dynamodb.putItem, "Name")`: the name as Step Functions writes it for the way the operation is called. */
export function lowerIsAwsError(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const [error, operationNode, name] = node.arguments;
  const caught = error === undefined ? undefined : caughtErrorOf(error, context);
  if (caught === undefined || operationNode === undefined || name === undefined)
    return refuse(context, error ?? node, "MR2113");
  const operation = awsOperationOf(operationNode, context);
  if (operation === undefined) return refuse(context, operationNode, "MR2200", { name: sourceText(operationNode) });
  const errorName = lowerExpression(name, context);
  if (errorName.kind !== "literal") return refuse(context, name, "MR2201");
  const caughtName = member(reference(caught.variable), "name", false);
  return equals(caughtName, literal(`${operation.errorPrefix}.${String(errorName.value)}`));
}

/**
 * `error instanceof Error` is true of whatever an execution can catch. Of a class of the project it is a comparison of names,
 * like `isTaskError`: inside an execution an error is a name, not an instance.
 */
export function lowerInstanceof(node: ts.BinaryExpression, context: LowerContext): JsonataNode {
  const caught = caughtErrorOf(node.left, context);
  if (caught === undefined)
    return refuse(context, node, "MR1105", { what: "'instanceof' of anything but a caught error" });
  const tested = errorClassOf(node.right, context);
  if (tested?.kind === "builtIn" && tested.name === "Error") return trueLiteral;
  // The name that is compared beside it says as much.
  if (tested?.kind === "workflowError" && isBesideName(node)) return trueLiteral;
  const names = tested?.kind === "declared" ? namesOfInstances(tested, context) : undefined;
  if (names === undefined) return refuse(context, node.right, "MR2126", { name: sourceText(node.right) });
  const caughtName = member(reference(caught.variable), "name", false);
  const [only, ...others] = names.map((name) => literal(name));
  return others.length === 0 ? equals(caughtName, only!) : binary("in", caughtName, array([only!, ...others]));
}

/** `error instanceof WorkflowError && error.name === "…"` */
function isBesideName(node: ts.BinaryExpression): boolean {
  const { parent } = node;
  if (!ts.isBinaryExpression(parent) || parent.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken)
    return false;
  const { right } = parent;
  if (parent.left !== node || !ts.isBinaryExpression(right)) return false;
  const isEqual = right.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
  return isEqual && right.left.getText() === `${node.left.getText()}.name` && ts.isStringLiteralLike(right.right);
}
