import { ts } from "../../program.ts";
import { type LowerContext, millraceName } from "../context.ts";
import { isMutatingMethod } from "../mutation/mutating-methods.ts";
import { isAssignmentOperator } from "../statements/assignment-operator.ts";
import { escapesOf } from "./escapes.ts";
import { depthOfCopy, freshDepth, type FreshDepthOptions, least } from "./fresh-depth.ts";
import { isShareable } from "./holds-objects.ts";
import { memberChainOf } from "./member-chain.ts";

/** How many levels of the objects that a name holds came from nowhere else, whatever was assigned to it or put into it. */
export function originDepth(symbol: ts.Symbol, context: LowerContext, seen: ReadonlySet<ts.Node> = new Set()): number {
  const options: FreshDepthOptions = {
    context,
    ofReturnedName: (name, within) => {
      const local = context.checker.getSymbolAtLocation(name);
      if (local === undefined || escapesOf(local, context).length > 0) return 0;
      return originDepth(local, context, within);
    },
  };
  const of = (expression: ts.Expression): number => freshDepth(expression, options, seen);
  const { valueDeclaration } = symbol;
  const declared = valueDeclaration === undefined ? 0 : depthOfDeclaration(valueDeclaration, of, context);
  const stored = context.usesOf(symbol).map((name) => depthOfStore(name, of, options));
  return least([declared, ...stored]);
}

type DepthOf = (expression: ts.Expression) => number;

function depthOfDeclaration(declaration: ts.Declaration, of: DepthOf, context: LowerContext): number {
  if (ts.isVariableDeclaration(declaration)) {
    if (ts.isForOfStatement(declaration.parent.parent) || ts.isForInStatement(declaration.parent.parent)) return 0;
    return declaration.initializer === undefined ? Infinity : of(declaration.initializer);
  }
  if (ts.isParameter(declaration)) {
    // The input of an execution is JSON that nothing else refers to.
    const { parent: called } = declaration.parent;
    const isInput = ts.isCallExpression(called) && millraceName(context, called.expression) === "defineWorkflow";
    return isInput ? Infinity : 0;
  }
  if (!ts.isBindingElement(declaration)) return 0;
  const whole = depthOfDeclaration(patternOwner(declaration), of, context);
  const fallback = declaration.initializer === undefined ? Infinity : of(declaration.initializer);
  // What a rest takes is a new object of the members that are left.
  const part = Math.max(declaration.dotDotDotToken === undefined ? 0 : 1, whole - 1);
  return Math.min(part, fallback);
}

/** What a pattern takes apart: a declaration, or the element of the pattern around it. */
function patternOwner({ parent }: ts.BindingElement): ts.Declaration {
  return parent.parent;
}

/** What a place that names the variable puts into it: by an assignment, or into an object that it holds. */
function depthOfStore(name: ts.Expression, of: DepthOf, options: FreshDepthOptions): number {
  const { top, path, method } = memberChainOf(name);
  const { parent } = top;
  if (method !== undefined) {
    if (!isMutatingMethod(method.name)) return Infinity;
    return path.length + 1 + least(method.call.arguments.map((argument) => depthOfArgument(argument, of, options)));
  }
  if (ts.isBinaryExpression(parent) && parent.left === top && isAssignmentOperator(parent.operatorToken.kind)) {
    // What is put into the value of the assignment: `(groups[key] ??= []).push(item)`.
    const within = depthOfStore(parent, of, options);
    return path.length + Math.min(of(parent.right), within);
  }
  if (ts.isCallExpression(parent) && parent.expression.getText() === "Object.assign" && parent.arguments[0] === top)
    return path.length + 1 + least(parent.arguments.slice(1).map((source) => depthOfCopy(source, of, options)));
  const { checker } = options.context;
  return isPatternTarget(top) && isShareable(checker.getTypeAtLocation(top), checker) ? path.length : Infinity;
}

function depthOfArgument(argument: ts.Expression, of: DepthOf, options: FreshDepthOptions): number {
  return ts.isSpreadElement(argument) ? depthOfCopy(argument.expression, of, options) : of(argument);
}

/** `[a] = …`, `({ a: b } = …)`, `for (a of …)`. */
function isPatternTarget(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isForOfStatement(parent)) return parent.initializer === node;
  if (ts.isArrayLiteralExpression(parent) || ts.isObjectLiteralExpression(parent)) return isAssignedPattern(parent);
  if (ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent)) return isAssignedPattern(parent.parent);
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node && isAssignedPattern(parent.parent);
  return ts.isShorthandPropertyAssignment(parent) && isAssignedPattern(parent.parent);
}

function isAssignedPattern(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent))
    return parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return ts.isParenthesizedExpression(parent) ? isAssignedPattern(parent) : isPatternTarget(node);
}
