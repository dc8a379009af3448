import { ts } from "../../program.ts";
import { bare } from "../context.ts";
import { isAssignmentOperator } from "../statements/assignment-operator.ts";

/** The methods that change their array, and those that change their Set. */
const methods: ReadonlySet<string> = new Set([
  ..."push pop shift unshift splice sort reverse fill copyWithin".split(" "),
  ..."add delete clear".split(" "),
]);

/** Whether a method of this name changes the array or Set that it is called on. */
export function isMutatingMethod(name: string): boolean {
  return methods.has(name);
}

/** The object that evaluating a node changes in place, as far as its form tells: `o` of `o.a = 1`, `xs` of `xs.push(1)`. */
export function mutatedObject(node: ts.Node): ts.Expression | undefined {
  if (ts.isDeleteExpression(node)) return containerOf(node.expression);
  if (!ts.isCallExpression(node)) return undefined;
  const callee = bare(node.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const isAssign = callee.name.text === "assign" && callee.expression.getText() === "Object";
  return isAssign
    ? node.arguments[0]
    : isMutatingMethod(callee.name.text)
      ? assignedTarget(callee.expression)
      : undefined;
}

/** The object of which an assignment's target is a member; `undefined` for a name. */
export function containerOf(target: ts.Expression): ts.Expression | undefined {
  const node = bare(target, { casts: true });
  if (ts.isNonNullExpression(node)) return containerOf(node.expression);
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ? node.expression : undefined;
}

/** The name at the beginning of a chain of members: `a` of `a.b[0].c`. */
export function rootName(expression: ts.Expression): ts.Identifier | undefined {
  const node = bare(expression, { casts: true });
  if (ts.isIdentifier(node)) return node;
  if (ts.isNonNullExpression(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    return rootName(node.expression);
  return undefined;
}

/** What `(groups[key] ??= [])` names once the assignment is made: `groups[key]`; any other expression is itself. */
export function assignedTarget(expression: ts.Expression): ts.Expression {
  const node = bare(expression);
  return isAssignment(node) ? node.left : expression;
}

export function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && isAssignmentOperator(node.operatorToken.kind);
}
