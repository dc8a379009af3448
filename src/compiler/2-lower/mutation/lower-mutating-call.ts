import { definedPart, isOnly, type Shape } from "../../1-analyze/shape.ts";
import { array, binary, call, index, literal, nothing, poison, spread } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { bare, type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { mayBeUndefinedAt } from "../declared-type.ts";
import { caughtValue } from "../effects/caught-value.ts";
import { readBinding } from "../expressions/identifier.ts";
import { unlessNullish } from "../expressions/member-access.ts";
import { lowerSpread } from "../expressions/object-literal.ts";
import { isEvaluatedFirst } from "../functions/place-of-call.ts";
import { lowerReverse } from "../methods/arrays/lower-reverse.ts";
import { lowerSort } from "../methods/arrays/lower-sort.ts";
import type { LowerMethod } from "../methods/method-call.ts";
import { lowerExpression } from "../recursion.ts";
import { assignBinding, declareTemporary } from "../variables.ts";
import { type AccessPath, accessPathOf, ownerPathOf } from "./access-path.ts";
import { addedElements } from "./added-elements.ts";
import { changeInPlace } from "./change-in-place.ts";
import { fillOf } from "./fill-of.ts";
import { keepBetween } from "./keep-between.ts";
import { assignedTarget, isAssignment, isMutatingMethod, rootName } from "./mutating-methods.ts";
import { spliceOf } from "./splice-of.ts";

/** A call of a method that changes an array which a variable holds. */
interface MutatingCall {
  readonly node: ts.CallExpression;
  readonly callee: ts.PropertyAccessExpression;
  readonly path: AccessPath;
  readonly context: LowerContext;
}

/** What a method makes of the array, and what it gives. */
interface Mutation {
  readonly after: (before: JsonataNode) => JsonataNode;
  readonly result: (before: JsonataNode) => JsonataNode;
}

type LowerMutation = (call: MutatingCall) => Mutation | undefined;

const methods: Readonly<Record<string, LowerMutation>> = {
  push: lowerPush,
  unshift: lowerUnshift,
  pop: lowerPop,
  shift: lowerShift,
  splice: ({ node, callee, context }) => spliceOf(node, callee, context),
  fill: (method) => lowerAsStatement(method, lowerFill),
  sort: (method) => lowerInPlace(method, lowerSort),
  reverse: (method) => lowerInPlace(method, lowerReverse),
};

/** Whether a call changes an array that has a name. */
export function isMutatingCall(callee: ts.PropertyAccessExpression, context: LowerContext): boolean {
  const isArray = isOnly(definedPart(shapeAt(context, callee.expression)), "array");
  return isArray && isMutatingMethod(callee.name.text) && rootName(assignedTarget(callee.expression)) !== undefined;
}

/** Lowers `list.push(…)` and its siblings: the variable gets the array that comes of it. */
export function lowerMutatingCall(
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  context: LowerContext,
): JsonataNode {
  const givesItself = ["sort", "reverse", "fill"].includes(callee.name.text);
  if (!givesItself && !isEvaluatedFirst(node)) return refuse(context, node, "MR2119");
  const lower = Object.hasOwn(methods, callee.name.text) ? methods[callee.name.text] : undefined;
  if (lower === undefined) {
    return refuse(context, node, "MR2112", { name: callee.name.text, type: typeText(context, callee.expression) });
  }
  const path = receiverPath(callee, context);
  if (path === undefined) return poison;
  const mutation = lower({ node, callee, path, context });
  if (mutation === undefined) return poison;
  const isUsed = !ts.isExpressionStatement(node.parent);
  const result = isUsed ? declareTemporary(callee.name.text, mayBeUndefinedAt(node, context), context) : undefined;
  if (result !== undefined) {
    const receiver = assignedTarget(callee.expression);
    const shape = callee.questionDotToken === undefined ? arrayShape : shapeAt(context, receiver);
    const value = unlessNullish(lowerExpression(receiver, context), shape, context, mutation.result);
    assignBinding(result, caughtValue(node, value, context), context);
  }
  changeInPlace({ node, path, container: path.steps.length, update: mutation.after }, context);
  return result === undefined ? nothing : readBinding(result, result.boxed);
}

const arrayShape: Shape = new Set(["array"]);

/** The way to the array; in `(groups[key] ??= []).push(item)` the assignment is made first. */
function receiverPath(callee: ts.PropertyAccessExpression, context: LowerContext): AccessPath | undefined {
  const receiver = bare(callee.expression);
  if (!isAssignment(receiver)) return ownerPathOf(callee, context);
  return context.dispatch.assignment(receiver, context).kind === "poison"
    ? undefined
    : accessPathOf(receiver.left, context);
}

function lowerPush({ node, context }: MutatingCall): Mutation | undefined {
  const added = addedElements(node.arguments, context);
  return {
    after: (before) => array([spread(before), ...added]),
    result: (before) => call("count", array([spread(before), ...added])),
  };
}

function lowerUnshift({ node, context }: MutatingCall): Mutation | undefined {
  const added = addedElements(node.arguments, context);
  return {
    after: (before) => array([...added, spread(before)]),
    result: (before) => call("count", array([...added, spread(before)])),
  };
}

function lowerPop(method: MutatingCall): Mutation | undefined {
  return {
    after: (before) =>
      keepBetween(before, { end: binary("-", call("count", before), literal(1)) }, method.callee, method.context),
    result: (before) => index(before, binary("-", call("count", before), literal(1)), true),
  };
}

function lowerShift(method: MutatingCall): Mutation | undefined {
  return {
    after: (before) => keepBetween(before, { start: literal(1) }, method.callee, method.context),
    result: (before) => index(before, literal(0), true),
  };
}

/** `list.sort()` gives the list itself, which would be a second name of it: only as a statement. */
function lowerInPlace(method: MutatingCall, lower: LowerMethod): Mutation | undefined {
  const { node, callee, context } = method;
  return lowerAsStatement(method, () => ({
    after: (receiver) => lower({ node, callee, receiver, context }),
    result: () => poison,
  }));
}

function lowerAsStatement(method: MutatingCall, lower: LowerMutation): Mutation | undefined {
  const { node, callee, context } = method;
  if (ts.isExpressionStatement(node.parent)) return lower(method);
  const [name, text] = [callee.name.text, sourceText(callee.expression)];
  refuse(context, node, "MR2140", { name, text, copying: copyingOf[name] ?? "toReversed" });
  return undefined;
}

const copyingOf: Readonly<Record<string, string>> = { sort: "toSorted", fill: "map" };

function lowerFill({ node, callee, context }: MutatingCall): Mutation | undefined {
  const fill = fillOf(node, callee, context);
  return fill === undefined ? undefined : { after: fill, result: () => poison };
}

/** `Object.assign(o, a, b)`: the members of the others, on top of its own. */
export function lowerObjectAssign(node: ts.CallExpression, context: LowerContext): void {
  const [target, ...sources] = node.arguments;
  const path = target === undefined ? undefined : accessPathOf(target, context);
  if (path === undefined) return;
  const added = sources.map((source) =>
    ts.isSpreadElement(source)
      ? refuse(context, source, "MR2125", { text: sourceText(source) })
      : lowerSpread(source, source, true, context),
  );
  changeInPlace(
    { node, path, container: path.steps.length, update: (before) => call("merge", array([before, ...added])) },
    context,
  );
}

export function isObjectAssign(node: ts.Expression): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.getText() === "Object.assign";
}
