import { ts } from "../../program.ts";
import { isTaskCall } from "../effects/effect-call.ts";
import { bare, type FunctionWithBody, type LowerContext, millraceName } from "../context.ts";
import { functionOf } from "../functions/function-of.ts";
import { isLibraryName } from "../library-name.ts";
import { givesNewArray } from "../methods/arrays/gives-new-array.ts";
import { collectionAt } from "../methods/sets/collection-at.ts";
import { rootName } from "../mutation/mutating-methods.ts";
import { holdsObjects, isShareable } from "./holds-objects.ts";

/** What is known of names: how deep their values are fresh, where that is asked. */
export type DepthOfName = (name: ts.Identifier, seen: ReadonlySet<ts.Node>) => number;

export interface FreshDepthOptions {
  readonly context: LowerContext;
  /** For names whose scope ends with the expression: those that a function returns. */
  readonly ofReturnedName: DepthOfName;
}

/**
 * How many levels of objects a value surely shares with nothing else: 0 for one that may have another name, 1 for a new
 * array of objects that have. What holds no objects, and what came as JSON from outside, shares nothing at any level.
 */
export function freshDepth(
  expression: ts.Expression,
  options: FreshDepthOptions,
  seen: ReadonlySet<ts.Node> = new Set(),
): number {
  const node = bare(expression, { casts: true });
  const { checker } = options.context;
  const of: DepthOf = (inner) => freshDepth(inner, options, seen);
  if (!isShareable(checker.getTypeAtLocation(node), checker)) return Infinity;
  if (ts.isNonNullExpression(node)) return of(node.expression);
  if (ts.isObjectLiteralExpression(node))
    return 1 + least(node.properties.map((each) => depthOfMember(each, of, options)));
  if (ts.isArrayLiteralExpression(node))
    return 1 + least(node.elements.map((each) => depthOfElement(each, of, options)));
  if (ts.isConditionalExpression(node)) return Math.min(of(node.whenTrue), of(node.whenFalse));
  if (ts.isBinaryExpression(node)) return isChoice(node) ? Math.min(of(node.left), of(node.right)) : 0;
  if (ts.isAwaitExpression(node)) return of(node.expression);
  // A Set holds no objects.
  if (ts.isNewExpression(node) && collectionAt(node, options.context) === "Set") return Infinity;
  if (ts.isNewExpression(node) && isLibraryName(node.expression, "Array", options.context)) return Infinity;
  return ts.isCallExpression(node) ? depthOfCall(node, options, seen) : 0;
}

export function least(depths: readonly number[]): number {
  return Math.min(Infinity, ...depths);
}

function isChoice({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
}

type DepthOf = (expression: ts.Expression) => number;

function depthOfMember(member: ts.ObjectLiteralElementLike, of: DepthOf, options: FreshDepthOptions): number {
  if (ts.isPropertyAssignment(member)) return of(member.initializer);
  if (ts.isShorthandPropertyAssignment(member)) return of(member.name);
  return ts.isSpreadAssignment(member) ? depthOfCopy(member.expression, of, options) : 0;
}

function depthOfElement(element: ts.Expression, of: DepthOf, options: FreshDepthOptions): number {
  return ts.isSpreadElement(element) ? depthOfCopy(element.expression, of, options) : of(element);
}

/** A copy shares what the original holds. */
export function depthOfCopy(source: ts.Expression, of: DepthOf, { context: { checker } }: FreshDepthOptions): number {
  return holdsObjects(checker.getTypeAtLocation(source), checker) ? Math.max(0, of(source) - 1) : Infinity;
}

function depthOfCall(call: ts.CallExpression, options: FreshDepthOptions, seen: ReadonlySet<ts.Node>): number {
  const { context } = options;
  const called = functionOf(call.expression, context);
  if (called !== undefined) return depthOfResult(called, options, seen);
  const iterated = iterationOf(call, context);
  if (iterated !== undefined) return 1 + depthOfResult(iterated, options, seen);
  if (isOutside(call, context)) return Infinity;
  const callee = bare(call.expression);
  const [first] = call.arguments;
  if (callee.getText() === "Promise.all" && first !== undefined) return freshDepth(first, options, seen);
  if (callee.getText() === "JSON.parse" || callee.getText() === "structuredClone") return Infinity;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : "";
  if (!givesNewArray(name) && name !== "fromEntries") return 0;
  return holdsObjects(context.checker.getTypeAtLocation(call), context.checker) ? 1 : Infinity;
}

/** The callback that makes each element of the result. */
function iterationOf(call: ts.CallExpression, context: LowerContext): FunctionWithBody | undefined {
  const callee = bare(call.expression);
  const isMap = ts.isPropertyAccessExpression(callee) && callee.name.text === "map";
  const callback = isMap
    ? call.arguments[0]
    : millraceName(context, callee) === "mapItems"
      ? call.arguments[2]
      : undefined;
  return callback === undefined ? undefined : functionOf(callback, context);
}

/** What a task or an AWS service gives is JSON of its own. */
function isOutside(call: ts.CallExpression, context: LowerContext): boolean {
  const root = rootName(call.expression);
  return isTaskCall(call, context) || (root !== undefined && millraceName(context, root) !== undefined);
}

/** What a function of the project gives: of its own names none is left once it has returned. */
function depthOfResult(called: FunctionWithBody, options: FreshDepthOptions, seen: ReadonlySet<ts.Node>): number {
  if (seen.has(called)) return 0;
  const within = new Set([...seen, called]);
  return least(
    returnedBy(called).map((returned) => {
      const depth = freshDepth(returned, options, within);
      const node = bare(returned, { casts: true });
      return depth === 0 && ts.isIdentifier(node) ? options.ofReturnedName(node, within) : depth;
    }),
  );
}

function returnedBy({ body }: FunctionWithBody): readonly ts.Expression[] {
  if (!ts.isBlock(body)) return [body];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}
