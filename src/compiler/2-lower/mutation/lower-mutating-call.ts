import { isAny, isOnly, mayBeUndefined } from "../../1-analyze/shape.ts";
import { array, binary, block, call, index, literal, local, nothing, poison, spread } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { asElement } from "../expressions/as-element.ts";
import { readBinding } from "../expressions/identifier.ts";
import { lowerSpread } from "../expressions/object-literal.ts";
import { isEvaluatedFirst } from "../functions/place-of-call.ts";
import { fromStart } from "../methods/arrays/lower-slice.ts";
import { lowerReverse } from "../methods/arrays/lower-reverse.ts";
import { lowerSort } from "../methods/arrays/lower-sort.ts";
import { wholeOf } from "../methods/position.ts";
import type { LowerMethod } from "../methods/method-call.ts";
import { lowerExpression } from "../recursion.ts";
import { inVariable } from "../statements/in-variable.ts";
import { assignBinding, declareTemporary } from "../variables.ts";
import { type AccessPath, accessPathOf } from "./access-path.ts";
import { changeInPlace } from "./change-in-place.ts";
import { keepBetween } from "./keep-between.ts";
import { isMutatingMethod, rootName } from "./mutating-methods.ts";

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
  splice: lowerSplice,
  sort: (method) => lowerInPlace(method, lowerSort),
  reverse: (method) => lowerInPlace(method, lowerReverse),
};

/** Whether a call changes an array that has a name. */
export function isMutatingCall(callee: ts.PropertyAccessExpression, context: LowerContext): boolean {
  const isArray = isOnly(shapeAt(context, callee.expression), "array");
  return isArray && isMutatingMethod(callee.name.text) && rootName(callee.expression) !== undefined;
}

/** Lowers `list.push(…)` and its siblings: the variable gets the array that comes of it. */
export function lowerMutatingCall(
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  context: LowerContext,
): JsonataNode {
  const givesItself = callee.name.text === "sort" || callee.name.text === "reverse";
  if (!givesItself && !isEvaluatedFirst(node)) return refuse(context, node, "MR2119");
  const lower = Object.hasOwn(methods, callee.name.text) ? methods[callee.name.text] : undefined;
  if (lower === undefined) {
    return refuse(context, node, "MR2112", { name: callee.name.text, type: typeText(context, callee.expression) });
  }
  const path = accessPathOf(callee.expression, context);
  if (path === undefined) return poison;
  const mutation = lower({ node, callee, path, context });
  if (mutation === undefined) return poison;
  const isUsed = !ts.isExpressionStatement(node.parent);
  const result = isUsed
    ? declareTemporary(callee.name.text, mayBeUndefined(shapeAt(context, node)), context)
    : undefined;
  if (result !== undefined)
    assignBinding(result, mutation.result(lowerExpression(callee.expression, context)), context);
  changeInPlace({ node, path, container: path.steps.length, update: mutation.after }, context);
  return result === undefined ? nothing : readBinding(result, result.boxed);
}

function lowerPush({ node, context }: MutatingCall): Mutation | undefined {
  const added = lowerElements(node, node.arguments, context);
  return {
    after: (before) => array([spread(before), ...added]),
    result: (before) => call("count", array([spread(before), ...added])),
  };
}

function lowerUnshift({ node, context }: MutatingCall): Mutation | undefined {
  const added = lowerElements(node, node.arguments, context);
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
function lowerInPlace({ node, callee, context }: MutatingCall, lower: LowerMethod): Mutation | undefined {
  if (ts.isExpressionStatement(node.parent)) {
    return { after: (receiver) => lower({ node, callee, receiver, context }), result: () => poison };
  }
  const [name, text] = [callee.name.text, sourceText(callee.expression)];
  refuse(context, node, "MR2140", { name, text, copying: name === "sort" ? "toSorted" : "toReversed" });
  return undefined;
}

function lowerSplice({ node, callee, context }: MutatingCall): Mutation | undefined {
  const [start, count, ...added] = node.arguments;
  const wrong = [start, count].find(
    (bound) => bound !== undefined && (ts.isSpreadElement(bound) || !isOnly(shapeAt(context, bound), "number")),
  );
  if (start === undefined || wrong !== undefined) {
    refuse(context, node, "MR2112", { name: "splice", type: typeText(context, callee.expression) });
    return undefined;
  }
  const from = wholeOf(lowerExpression(start, context), context);
  const taken = count === undefined ? undefined : wholeOf(lowerExpression(count, context), context);
  const items = lowerElements(node, added, context);
  const within = (list: JsonataNode, use: (begin: JsonataNode, end: JsonataNode) => JsonataNode): JsonataNode => {
    const [begin, end] = [context.names.local("begin"), context.names.local("end")];
    const size = call("count", list);
    const clamped = call("max", array([literal(0), call("min", array([fromStart(from, list, context), size]))]));
    const last = taken === undefined ? size : binary("+", local(begin), call("max", array([literal(0), taken])));
    const bindings = [
      { name: begin, value: clamped },
      { name: end, value: last },
    ];
    return block(bindings, use(local(begin), local(end)));
  };
  return {
    after: (list) =>
      within(list, (begin, end) =>
        array([
          spread(keepBetween(list, { end: begin }, callee, context)),
          ...items,
          spread(keepBetween(list, { start: end }, callee, context)),
        ]),
      ),
    result: (list) => within(list, (begin, end) => keepBetween(list, { start: begin, end }, callee, context)),
  };
}

/** What is put into an array, evaluated once. */
function lowerElements(node: ts.Node, parts: readonly ts.Expression[], context: LowerContext): readonly JsonataNode[] {
  return parts.map((part) => {
    if (ts.isSpreadElement(part)) {
      const list = lowerExpression(part.expression, context);
      if (isOnly(shapeAt(context, part.expression), "array")) return spread(inVariable(list, context));
      return refuse(context, part, "MR2101", {
        text: sourceText(part.expression),
        type: typeText(context, part.expression),
        operator: "...",
      });
    }
    const shape = shapeAt(context, part);
    const value = lowerExpression(part, context);
    if (value.kind !== "poison" && isAny(shape, "undefined"))
      return refuse(context, part, "MR2109", { text: sourceText(part) });
    return asElement(value, shape, context);
  });
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
