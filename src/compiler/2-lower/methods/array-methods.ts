import {
  array,
  binary,
  block,
  call,
  conditional,
  equals,
  index,
  lambda,
  literal,
  local,
  nullLiteral,
  poison,
  sequence,
  spread,
} from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { definedPart, isAny, isOnly, mayBeUndefined, type Shape, shapeOf } from "../../1-analyze/shape.ts";
import { refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { lowerCondition } from "../expressions/condition.ts";
import { lowerExpression } from "../recursion.ts";
import { countWhere, keepWhere, mapEach } from "./keep-where.ts";
import { type LoweredCallback, lowerCallback } from "./lambda.ts";
import { type LowerMethod, type MethodCall, refuseMethod } from "./method-call.ts";

/** The methods of arrays that JSONata can say exactly. */
const methods: Readonly<Record<string, LowerMethod>> = {
  map: lowerMap,
  filter: lowerFilter,
  find: lowerFind,
  some: (method) => withTest(method, (test) => binary(">", countWhere(method.receiver, test), literal(0))),
  every: (method) =>
    withTest(method, (test) => equals(countWhere(method.receiver, test), call("count", method.receiver))),
  includes: lowerIncludes,
  join: lowerJoin,
  slice: lowerSlice,
  concat: lowerConcat,
};

const changing: ReadonlySet<string> = new Set([
  "push",
  "pop",
  "shift",
  "unshift",
  "splice",
  "sort",
  "reverse",
  "fill",
  "copyWithin",
]);

export function lowerArrayMethod(method: MethodCall): JsonataNode {
  const name = method.callee.name.text;
  if (changing.has(name)) return refuse(method.context, method.node, "MR2115");
  const lower = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return lower === undefined ? refuseMethod(method) : lower(method);
}

/** What an element of the receiver may be. */
function elementShape({ callee, context: { checker } }: MethodCall): Shape {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(callee.expression));
  const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  return element === undefined ? new Set(["unknown"]) : shapeOf(element, checker);
}

function nests(shape: Shape): boolean {
  return isAny(definedPart(shape), "array", "unknown");
}

function withTest(method: MethodCall, build: (test: LoweredCallback) => JsonataNode): JsonataNode {
  const { node, context } = method;
  const [callback] = node.arguments;
  if (callback === undefined || node.arguments.length !== 1) return refuseMethod(method);
  const test = lowerCallback(callback, lowerCondition, context);
  return test === undefined ? poison : build(test);
}

function lowerMap(method: MethodCall): JsonataNode {
  const { node, receiver, context } = method;
  const [callback] = node.arguments;
  if (callback === undefined || node.arguments.length !== 1) return refuseMethod(method);
  const lowered = lowerCallback(callback, lowerExpression, context);
  if (lowered === undefined) return poison;
  const { checker } = context;
  const mapped = checker.getNonNullableType(checker.getTypeAtLocation(node));
  const resultType = checker.getIndexTypeOfType(mapped, ts.IndexKind.Number);
  const shape: Shape = resultType === undefined ? new Set(["unknown"]) : shapeOf(resultType, checker);
  if (mayBeUndefined(shape)) return refuse(context, callback, "MR2109", { text: "the callback's result" });
  return mapEach(receiver, lowered, nests(shape), context);
}

function lowerFilter(method: MethodCall): JsonataNode {
  return withTest(method, (test) => keepWhere(method.receiver, test, nests(elementShape(method)), method.context));
}

function lowerFind(method: MethodCall): JsonataNode {
  return withTest(method, (test) => {
    const name = method.context.names.local("found");
    const found = keepWhere(method.receiver, test, nests(elementShape(method)), method.context);
    return block([{ name, value: found }], index(local(name), literal(0), true));
  });
}

/** Values are compared by `in` as by `===`, if they are primitive. */
function lowerIncludes(method: MethodCall): JsonataNode {
  const { node, receiver, context } = method;
  const [wanted] = node.arguments;
  if (wanted === undefined || node.arguments.length !== 1) return refuseMethod(method);
  if (!isOnly(shapeAt(context, wanted), "string", "number", "boolean", "null")) {
    return refuse(context, wanted, "MR2101", {
      text: sourceText(wanted),
      type: typeText(context, wanted),
      operator: "includes",
    });
  }
  return binary("in", lowerExpression(wanted, context), receiver);
}

function lowerJoin(method: MethodCall): JsonataNode {
  const { node, receiver, context } = method;
  const shape = elementShape(method);
  const [separator] = node.arguments;
  if (node.arguments.length > 1 || !isOnly(shape, "string", "number", "boolean", "null")) return refuseMethod(method);
  if (separator !== undefined && !isOnly(shapeAt(context, separator), "string")) return refuseMethod(method);
  const between = separator === undefined ? literal(",") : lowerExpression(separator, context);
  if (isOnly(shape, "string")) return call("join", receiver, between);
  const item = context.names.local("item");
  const text = call("string", local(item));
  const body = shape.has("null") ? conditional(equals(local(item), nullLiteral), literal(""), text) : text;
  return call("join", sequence(call("map", receiver, lambda([item], body))), between);
}

function lowerSlice(method: MethodCall): JsonataNode {
  const { node, receiver, context } = method;
  const bounds = node.arguments.map((argument) => (ts.isNumericLiteral(argument) ? Number(argument.text) : undefined));
  const [start = 0, end] = bounds;
  // A bound that is not a literal could be negative or a fraction.
  if (bounds.length > 2 || bounds.some((bound) => bound === undefined || !Number.isInteger(bound)))
    return refuseMethod(method);
  const [item, position] = [context.names.local("item"), context.names.local("position")];
  const afterStart = binary(">=", local(position), literal(start));
  const body = end === undefined ? afterStart : binary("and", afterStart, binary("<", local(position), literal(end)));
  return keepWhere(receiver, { parameters: [item, position], body }, nests(elementShape(method)), context);
}

function lowerConcat(method: MethodCall): JsonataNode {
  const { node, receiver, context } = method;
  const [other] = node.arguments;
  if (other === undefined || node.arguments.length !== 1 || !isOnly(shapeAt(context, other), "array"))
    return refuseMethod(method);
  return array([spread(receiver), spread(lowerExpression(other, context))]);
}
