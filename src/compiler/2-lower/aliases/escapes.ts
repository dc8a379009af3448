import { boundNames, ts } from "../../program.ts";
import { bare, type LowerContext, millraceName } from "../context.ts";
import { isTaskCall } from "../effects/effect-call.ts";
import { functionName, functionOf } from "../functions/function-of.ts";
import { traitsOfCall } from "../functions/function-traits.ts";
import { isMutatingMethod } from "../mutation/mutating-methods.ts";
import { type ForEachCall, isForEach } from "../statements/is-for-each.ts";
import { isAssignmentOperator } from "../statements/assignment-operator.ts";
import { freshDepth } from "./fresh-depth.ts";
import { holdsObjects, isShareable } from "./holds-objects.ts";
import { type MemberChain, memberChainOf } from "./member-chain.ts";

/** A place after which something else may refer to an object that a name holds. */
export interface Escape {
  readonly node: ts.Node;
  /** Which object: the members that lead to it. */
  readonly path: MemberChain["path"];
  /** What refers to it, for a message. */
  readonly to: string;
}

/** Where objects that a name holds get another name. */
export function escapesOf(symbol: ts.Symbol, context: LowerContext): readonly Escape[] {
  return context.usesOf(symbol).flatMap((name) => escapeAt(name, symbol, context) ?? []);
}

interface Climb {
  readonly symbol: ts.Symbol;
  readonly path: MemberChain["path"];
  /** Whether the value is not the object itself, but something made here that holds it: a literal, a copy, a method's result. */
  readonly isHeld: boolean;
  readonly context: LowerContext;
}

function escapeAt(name: ts.Identifier, symbol: ts.Symbol, context: LowerContext): Escape | undefined {
  if (isDeclared(name)) return undefined;
  const { top, path, method } = memberChainOf(name);
  const { checker } = context;
  if (!isShareable(checker.getTypeAtLocation(top), checker)) return undefined;
  if (method === undefined) return climb(top, { symbol, path, isHeld: false, context });
  if (isForEach(method.call, context)) return escapeToCallback(method.call, path, context);
  // What changes the array gives a member of it, or a length.
  const inner = { symbol, path: [...path, undefined], isHeld: true, context };
  if (!holdsObjects(checker.getTypeAtLocation(top), checker)) return undefined;
  return isShareable(checker.getTypeAtLocation(method.call), checker) ? climb(method.call, inner) : undefined;
}

/** The elements become the parameter of the callback, one after the other. */
function escapeToCallback(
  { arguments: [callback], expression }: ForEachCall,
  path: MemberChain["path"],
  context: LowerContext,
): Escape | undefined {
  const called = callback === undefined ? undefined : functionOf(callback, context);
  const [first, , whole] = called?.parameters ?? [];
  if (whole !== undefined) return { node: expression, path, to: whole.name.getText() };
  const holds = holdsObjects(context.checker.getTypeAtLocation(expression.expression), context.checker);
  return first !== undefined && holds
    ? { node: expression, path: [...path, undefined], to: first.name.getText() }
    : undefined;
}

function isDeclared(name: ts.Identifier): boolean {
  const { parent } = name;
  return (
    (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) && parent.name === name
  );
}

/** Follows a value outwards until it is kept somewhere, or surely is not. */
function climb(node: ts.Expression, at: Climb): Escape | undefined {
  const { parent } = node;
  const { context, path } = at;
  const kept = (to: string): Escape => ({ node, path, to });
  if (
    ts.isParenthesizedExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isAwaitExpression(parent)
  )
    return climb(parent, at);
  if (ts.isArrayLiteralExpression(parent)) return climb(parent, { ...at, isHeld: true });
  if (ts.isConditionalExpression(parent)) return parent.condition === node ? undefined : climb(parent, at);
  if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent))
    return climb(parent.parent, { ...at, isHeld: true });
  if (ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent)) return climbFromCopy(node, parent, at);
  if (ts.isVariableDeclaration(parent)) return escapeToDeclaration(node, parent, at);
  if (ts.isBinaryExpression(parent)) return escapeFromBinary(node, parent, at);
  if (ts.isCallExpression(parent)) return escapeToCall(node, parent, at);
  if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) return escapeByReturn(node, at);
  if (ts.isForOfStatement(parent)) {
    const { checker } = context;
    return holdsObjects(checker.getTypeAtLocation(node), checker)
      ? { node, path: partPath(at), to: parent.initializer.getText().replace(/^(?:const|let) /, "") }
      : undefined;
  }
  // Read here and now: a test, a text, a key, a statement of its own.
  if (ts.isStatement(parent) || ts.isTemplateSpan(parent) || ts.isPrefixUnaryExpression(parent)) return undefined;
  if (ts.isElementAccessExpression(parent) || ts.isTypeOfExpression(parent) || ts.isDeleteExpression(parent))
    return undefined;
  // A member of something made here: `[a, b][0]`, `f(a).b`.
  if (ts.isPropertyAccessExpression(parent)) return climbThroughMember(parent, at);
  return ts.isVoidExpression(parent) ? undefined : kept(parent.getText());
}

/** The way to a part of the value: a member of the object, or the object itself where something else holds it. */
function partPath({ path, isHeld }: Climb): MemberChain["path"] {
  return isHeld ? path : [...path, undefined];
}

function climbThroughMember(parent: ts.PropertyAccessExpression, at: Climb): Escape | undefined {
  const { checker } = at.context;
  const { parent: outer } = parent;
  const whole = ts.isCallExpression(outer) && outer.expression === parent ? outer : parent;
  return isShareable(checker.getTypeAtLocation(whole), checker) ? climb(whole, at) : undefined;
}

/** A copy keeps what the original holds, not the original. */
function climbFromCopy(
  node: ts.Expression,
  copy: ts.SpreadElement | ts.SpreadAssignment,
  at: Climb,
): Escape | undefined {
  const { checker } = at.context;
  if (!holdsObjects(checker.getTypeAtLocation(node), checker)) return undefined;
  const inner = { ...at, path: partPath(at), isHeld: true };
  const { parent } = copy;
  return ts.isCallExpression(parent)
    ? escapeToCall(copy as ts.SpreadElement, parent, inner)
    : climb(parent as ts.Expression, inner);
}

function escapeToDeclaration(node: ts.Expression, declaration: ts.VariableDeclaration, at: Climb): Escape | undefined {
  const { checker } = at.context;
  const shared = boundNames(declaration.name).find((name) => isShareable(checker.getTypeAtLocation(name), checker));
  if (shared === undefined) return undefined;
  // The parts that a pattern takes, not the whole.
  const path = ts.isIdentifier(declaration.name) ? at.path : partPath(at);
  return { node, path, to: shared.text };
}

function escapeFromBinary(node: ts.Expression, parent: ts.BinaryExpression, at: Climb): Escape | undefined {
  const operator = parent.operatorToken.kind;
  if (isAssignmentOperator(operator)) {
    // The value of an assignment is the object itself: `const list = (groups[key] ??= [])`.
    if (parent.left === node) return climb(parent, at);
    return { node, path: at.path, to: parent.left.getText() };
  }
  const givesOperand =
    operator === ts.SyntaxKind.QuestionQuestionToken ||
    operator === ts.SyntaxKind.BarBarToken ||
    operator === ts.SyntaxKind.AmpersandAmpersandToken ||
    operator === ts.SyntaxKind.CommaToken;
  return givesOperand ? climb(parent, at) : undefined;
}

function escapeToCall(node: ts.Expression, call: ts.CallExpression, at: Climb): Escape | undefined {
  const { context } = at;
  const { checker } = context;
  const callee = bare(call.expression);
  // Tasks and events get a copy, as JSON.
  if (isTaskCall(call, context)) return undefined;
  const name = millraceName(context, callee);
  if (name !== undefined && name !== "mapItems") return undefined;
  if (ts.isPropertyAccessExpression(callee) && isMutatingMethod(callee.name.text))
    return { node, path: at.path, to: callee.expression.getText() };
  if (callee.getText() === "Object.assign" && call.arguments[0] !== node) {
    if (!holdsObjects(checker.getTypeAtLocation(node), checker)) return undefined;
    return { node, path: partPath(at), to: call.arguments[0]!.getText() };
  }
  if (callee.getText() === "structuredClone" || callee.getText() === "Object.assign") return undefined;
  const result = checker.getTypeAtLocation(call);
  const gives = checker.getAwaitedType(result) ?? result;
  const called = functionOf(callee, context);
  // What it assigns may be what it was given.
  if (called !== undefined && traitsOfCall(call, called, context).assigns.size > 0)
    return { node, path: at.path, to: functionName(called) };
  const mayGive =
    called === undefined
      ? holdsObjects(gives, checker) || isReduced(callee, gives, context)
      : givesObjects(call, gives, context);
  // The result may be the object, a part of it, or something that holds it.
  return mayGive ? climb(call, { ...at, isHeld: true }) : undefined;
}

/** Whether a function of the project may give what it was given. */
function givesObjects(call: ts.CallExpression, gives: ts.Type, context: LowerContext): boolean {
  const depth = freshDepth(call, { context, ofReturnedName: () => 0 });
  if (depth === Infinity) return false;
  return depth > 0 ? holdsObjects(gives, context.checker) : isShareable(gives, context.checker);
}

/** `xs.reduce((sofar, x) => …, start)` may give its start. */
function isReduced(callee: ts.Expression, gives: ts.Type, { checker }: LowerContext): boolean {
  return ts.isPropertyAccessExpression(callee) && callee.name.text.startsWith("reduce") && isShareable(gives, checker);
}

/** A function that returns what it holds ends there; one that is called by others gives it to them. */
function escapeByReturn(node: ts.Expression, at: Climb): Escape | undefined {
  const returning = ts.findAncestor(node, ts.isFunctionLike);
  const declaring = ts.findAncestor(at.symbol.valueDeclaration, (each) => ts.isFunctionLike(each));
  if (returning === undefined || returning === declaring) return undefined;
  const { parent } = returning;
  if (ts.isCallExpression(parent) && ts.isExpression(returning)) {
    const { checker } = at.context;
    return isShareable(checker.getTypeAtLocation(parent), checker) ? climb(parent, at) : undefined;
  }
  return { node, path: at.path, to: "what this function returns" };
}
