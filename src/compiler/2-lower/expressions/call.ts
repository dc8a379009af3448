import { nothing, poison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { definedPart, isOnly, type ShapeKind } from "../../1-analyze/shape.ts";
import { bare, type LowerContext, millraceName, refuse, shapeAt, sourceText, symbolOf, typeText } from "../context.ts";
import { isAwsCall } from "../aws/aws-operation.ts";
import { isPromise, isTaskCall } from "../effects/effect-call.ts";
import { functionOf } from "../functions/function-of.ts";
import { inlineCall } from "../functions/inline-call.ts";
import { lowerArrayMethod } from "../methods/arrays/array-methods.ts";
import { lowerFilled } from "../methods/arrays/lower-filled.ts";
import { lowerDateMethod } from "../methods/dates/date-methods.ts";
import { lowerGlobalFunction } from "../methods/global-functions.ts";
import { lowerByName, type LowerMethod } from "../methods/method-call.ts";
import { lowerBooleanMethod, lowerNumberMethod } from "../methods/number-methods.ts";
import { isRegex } from "../methods/regex/regex-of.ts";
import { regexMethods } from "../methods/strings/match-methods.ts";
import { isMutatingCall, lowerMutatingCall } from "../mutation/lower-mutating-call.ts";
import { collectionAt } from "../methods/sets/collection-at.ts";
import { lowerSetMethod } from "../methods/sets/lower-set.ts";
import { lowerStringMethod } from "../methods/string-methods.ts";
import { lowerForEach } from "../statements/for-each-call.ts";
import { isForEach } from "../statements/is-for-each.ts";
import { lowerIsAwsError, lowerIsTaskError } from "./error-tests.ts";
import { lowerExpression } from "../recursion.ts";
import { isNowCall, lowerNow } from "./execution-context.ts";
import { unlessNullish } from "./member-access.ts";

/** A call that is not awaited: a method or function with an exact counterpart in JSONata. */
export function lowerCall(node: ts.CallExpression, context: LowerContext): JsonataNode {
  if (millraceName(context, node.expression) === "isTaskError") return lowerIsTaskError(node, context);
  if (millraceName(context, node.expression) === "isAwsError") return lowerIsAwsError(node, context);
  if (isTaskCall(node, context)) return refuse(context, node, "MR1201", { what: "task" });
  if (isAwsCall(node, context)) return refuse(context, node, "MR1201", { what: "operation" });
  if (millraceName(context, node.expression) === "emit") return refuse(context, node, "MR1201", { what: "emit" });
  const called = functionOf(node.expression, context);
  if (called !== undefined && !isPromise(node, context)) return inlineCall(node, called, context);
  const refused = refuseByName(node, context);
  if (refused !== undefined) return refused;
  // An optional parameter that was not passed.
  if (node.questionDotToken !== undefined && isNothing(node.expression, context)) return nothing;
  // A function in a variable was refused where the variable was declared.
  if (isBound(node.expression, context)) return poison;
  const method = promiseMethodName(node, context);
  if (method !== undefined) return refuse(context, node, "MR2135", { name: method });
  if (isPromise(node, context)) return refuse(context, node, "MR1201", { what: "promise" });
  const callee = bare(node.expression);
  if (ts.isPropertyAccessExpression(callee) && isNowCall(callee, context)) return lowerNow(context);
  const global = lowerGlobalFunction(node, context);
  if (global !== undefined) return global;
  if (isForEach(node, context)) return lowerForEach(node, node.expression, context);
  if (ts.isPropertyAccessExpression(callee) && isMutatingCall(callee, context))
    return lowerMutatingCall(node, callee, context);
  if (ts.isPropertyAccessExpression(callee) && isValue(callee.expression, context))
    return lowerMethod(node, callee, context);
  return refuse(context, node, "MR1202", { name: `${sourceText(node.expression)}()` });
}

/** `then`, `catch` or `finally` of a promise. */
function promiseMethodName({ expression }: ts.CallExpression, context: LowerContext): string | undefined {
  const callee = bare(expression);
  if (!ts.isPropertyAccessExpression(callee) || !isPromise(callee.expression, context)) return undefined;
  return callee.name.text;
}

function isBound(callee: ts.Expression, context: LowerContext): boolean {
  const symbol = ts.isIdentifier(callee) ? symbolOf(context, callee) : undefined;
  return symbol !== undefined && context.bindings.has(symbol);
}

function isNothing(callee: ts.Expression, context: LowerContext): boolean {
  const symbol = ts.isIdentifier(callee) ? symbolOf(context, callee) : undefined;
  const binding = symbol === undefined ? undefined : context.bindings.get(symbol);
  return binding?.kind === "local" && binding.node.kind === "nothing";
}

/** Whether an expression is a value of the workflow, and not the name of something global or imported. */
function isValue(node: ts.Expression, context: LowerContext): boolean {
  if (!ts.isIdentifier(node)) return true;
  const symbol = symbolOf(context, node);
  if (symbol === undefined) return false;
  return context.bindings.has(symbol) || !(symbol.valueDeclaration?.getSourceFile().isDeclarationFile ?? true);
}

/** Who lowers the methods of a kind of value. */
const lowerers: readonly (readonly [ShapeKind, LowerMethod])[] = [
  ["array", lowerArrayMethod],
  ["string", lowerStringMethod],
  ["number", lowerNumberMethod],
  ["boolean", lowerBooleanMethod],
  ["date", lowerDateMethod],
];

function lowerMethod(node: ts.CallExpression, callee: ts.PropertyAccessExpression, context: LowerContext): JsonataNode {
  if (node.questionDotToken !== undefined) return refuse(context, node, "MR2128");
  const filled = lowerFilled(node, callee, context);
  if (filled !== undefined) return filled;
  if (isRegex(callee.expression, context)) {
    return lowerByName(regexMethods)({ node, callee, receiver: nothing, context });
  }
  const collection = collectionAt(callee.expression, context);
  if (collection === "Set") return lowerSetMethod(node, callee, context);
  if (collection !== undefined) return refuse(context, node, "MR2147", { name: collection });
  const shape = shapeAt(context, callee.expression);
  const kinds = definedPart(shape);
  const lower = lowerers.find(([kind]) => isOnly(kinds, kind))?.[1];
  if (lower === undefined) {
    return refuse(context, node, "MR2112", { name: callee.name.text, type: typeText(context, callee.expression) });
  }
  const receiver = lowerExpression(callee.expression, context);
  if (receiver.kind === "poison") return receiver;
  return unlessNullish(receiver, shape, context, (value) => lower({ node, callee, receiver: value, context }));
}

/** Calls that people try, each with the reason why it cannot be. */
function refuseByName(node: ts.CallExpression, context: LowerContext): JsonataNode | undefined {
  const name = sourceText(node.expression);
  if (name === "Date.now" || name === "performance.now") return refuse(context, node, "MR1204", { name: `${name}()` });
  if (name.startsWith("new Date()")) return refuse(context, node, "MR1204", { name: "new Date()" });
  if (name.startsWith("console.")) return refuse(context, node, "MR1205");
  return undefined;
}
