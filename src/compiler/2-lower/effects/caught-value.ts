import { index, literal, member, object } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { canFail, mayBeMissing } from "../../jsonata/walk.ts";
import { contains, ts } from "../../program.ts";
import { type LowerContext, millraceName, refuse, sourcePlace } from "../context.ts";
import { needsStatements } from "../functions/function-traits.ts";
import { rootName } from "../mutation/mutating-methods.ts";
import { createRegionBuilder } from "../region-builder.ts";
import { pascalCase } from "../state-name.ts";
import { isAssignmentOperator, isLogicalAssignment, isShortCircuit } from "../statements/assignment-operator.ts";
import { addEffect } from "./add-effect.ts";
import { isTaskCall } from "./effect-call.ts";

// No Catch stands on a Choice or Pass state: inside a try, what may fail is calculated in a Parallel state, which has one.

/** The value of an expression; inside a try one that may fail is calculated where its failure can be caught. */
export function caughtValue(node: ts.Node, value: JsonataNode, context: LowerContext): JsonataNode {
  if (value.kind === "poison") forget(node, context);
  // A callback, or a function that is one expression, is part of the expression that calls it.
  // Of a choice whose outcome is known, the other arm is not evaluated.
  if (context.uncaught.size > 0 && isChoice(node) && !canFail(value)) forget(node, context);
  if (context.handler === undefined || context.isPure || !canFail(value)) return value;
  forget(node, context);
  const place = placeOf(node, context);
  if (place === "task") return value;
  if (place === "refused") return refuse(context, node, "MR2116");
  if (place === "statement") return calculate(node, value, context);
  context.uncaught.add(node);
  return value;
}

/** The value of a part of a statement that is evaluated on its own, before the rest. */
export function caughtBefore(node: ts.Node, value: JsonataNode, context: LowerContext): JsonataNode {
  if (context.handler === undefined || context.isPure || !canFail(value)) return value;
  forget(node, context);
  return calculate(node, value, context);
}

/** Refuses what may fail and became part of no expression that was looked at as a whole. */
export function refuseUncaught(statement: ts.Node, context: LowerContext): void {
  for (const node of context.uncaught) {
    if (!contains(statement, node)) continue;
    context.uncaught.delete(node);
    refuse(context, node, "MR2116");
  }
}

/** What is inside of a node that is looked at as a whole is looked at with it. */
function forget(node: ts.Node, { uncaught }: LowerContext): void {
  for (const each of uncaught) if (contains(node, each)) uncaught.delete(each);
}

/**
 * Where the value of an expression goes: into an expression around it, which then may fail; into a call of a task, whose state
 * has a Catch; into a statement; or to where a state for it would be one that JavaScript does not always come to.
 */
type Place = "expression" | "task" | "statement" | "refused";

function placeOf(node: ts.Node, context: LowerContext): Place {
  const { parent } = node;
  if (ts.isBindingElement(parent) || ts.isParameter(parent) || ts.isCaseClause(parent)) return "refused";
  const outer = outerExpression(parent);
  if (outer === undefined) return "statement";
  if (ts.isBinaryExpression(outer) && isAssignmentOperator(outer.operatorToken.kind))
    return outer.right === node && isLogicalAssignment(outer) ? "refused" : "statement";
  // Of an error that is made here, only name and message are left.
  if (ts.isAwaitExpression(outer) || ts.isThrowStatement(outer.parent)) return "statement";
  if (isArm(node, outer, context)) return "expression";
  const isAwaited = ts.isAwaitExpression(outer.parent);
  if (isAwaited && ts.isCallExpression(outer) && outer.expression !== node)
    return isTaskCall(outer, context) ? "task" : "statement";
  if (isStartOfCallback(outer, context)) return "task";
  return needsStatements(outer, context) ? "statement" : "expression";
}

/** The call in `callback(options, (token) => task({ token }))`, whose state waits for the answer. */
function isStartOfCallback(node: ts.Expression, context: LowerContext): boolean {
  const around = ts.findAncestor(node, ts.isFunctionLike)?.parent;
  const isCallback = around !== undefined && ts.isCallExpression(around);
  return isCallback && ts.isCallExpression(node) && millraceName(context, around.expression) === "callback";
}

/** The expression that a node is, or is part of as a member, an element or a piece of a template. */
function outerExpression(node: ts.Node): ts.Expression | undefined {
  if (ts.isFunctionLike(node) || ts.isStatement(node) || ts.isVariableDeclaration(node)) return undefined;
  return ts.isExpression(node) && !ts.isSpreadElement(node) ? node : outerExpression(node.parent);
}

function isChoice(node: ts.Node): boolean {
  return ts.isConditionalExpression(node) || (ts.isBinaryExpression(node) && isShortCircuit(node));
}

/** Whether a node is evaluated on one way only, and both ways are one expression. */
function isArm(node: ts.Node, outer: ts.Expression, context: LowerContext): boolean {
  if (ts.isConditionalExpression(outer)) {
    const { condition, whenTrue, whenFalse } = outer;
    return node !== condition && ![whenTrue, whenFalse].some((arm) => needsStatements(arm, context));
  }
  return (
    ts.isBinaryExpression(outer) && isShortCircuit(outer) && outer.right === node && !needsStatements(node, context)
  );
}

/** A Parallel state of one branch, whose only state calculates the value. */
function calculate(node: ts.Node, value: JsonataNode, context: LowerContext): JsonataNode {
  const region = createRegionBuilder();
  // A state cannot give nothing.
  const mayMiss = mayBeMissing(value);
  region.end({ kind: "return", value: mayMiss ? object([["v", value]]) : value, place: sourcePlace(context, node) });
  const effect = { kind: "parallel", branches: [region.finish()] } as const;
  const results = addEffect({ node, effect, name: nameOf(node), resultName: "calculated" }, context);
  const result = index(results, literal(0), false);
  return mayMiss ? member(result, "v", true) : result;
}

/** After what the value is for: `CalculateTotal`. */
function nameOf({ parent }: ts.Node): string {
  if (ts.isVariableDeclaration(parent)) return `Calculate${namesIn(parent.name)}`;
  if (ts.isBinaryExpression(parent) && isAssignmentOperator(parent.operatorToken.kind))
    return `Calculate${pascalCase(rootName(parent.left)?.text ?? "")}`;
  if (ts.isReturnStatement(parent)) return "CalculateResult";
  return ts.isIfStatement(parent) || ts.isIterationStatement(parent, false) ? "CalculateCondition" : "Calculate";
}

function namesIn(name: ts.BindingName): string {
  if (ts.isIdentifier(name)) return pascalCase(name.text);
  const names = name.elements.flatMap((element) => (ts.isBindingElement(element) ? [namesIn(element.name)] : []));
  return names.slice(0, 2).join("And");
}
