import {
  binary,
  block,
  call,
  conditional,
  equals,
  exists,
  index,
  literal,
  local,
  member,
  not,
  object,
  poison,
} from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { canFail } from "../../../jsonata/walk.ts";
import type { LowerContext } from "../../context.ts";
import { withName } from "../../expressions/condition.ts";
import type { LoweredCallback } from "../lambda.ts";
import type { LowerMethod } from "../method-call.ts";
import { countWhere } from "./count-where.ts";
import { elementShapeAt, nests } from "./element-shape.ts";
import { type End, fold } from "./fold.ts";
import { boxesWhere, keepWhere } from "./keep-where.ts";
import { lowerTest } from "./lower-test.ts";
import { positionsWhere } from "./positions-where.ts";
import { withParameters } from "./with-parameters.ts";

// What a test finds. All elements are tested, since that needs no state; only a test that may fail stops where JavaScript does.

/** `find`, `findLast` */
export function lowerFind(end: End): LowerMethod {
  return (method) => {
    const { receiver, callee, context } = method;
    const test = lowerTest(method);
    if (test === undefined) return poison;
    if (canFail(test.body)) return member(searchUntilFound(receiver, test, end, context), "v", true);
    const shape = elementShapeAt(callee.expression, context);
    const found = context.names.local("found");
    const value = nests(shape) ? boxesWhere(receiver, test, context) : keepWhere(receiver, test, shape, context);
    const element = index(local(found), ends[end], true);
    return block([{ name: found, value }], nests(shape) ? member(element, "v", true) : element);
  };
}

/** `findIndex`, `findLastIndex` */
export function lowerFindIndex(end: End): LowerMethod {
  return (method) => {
    const test = lowerTest(method);
    return test === undefined ? poison : findPosition(method.receiver, test, end, method.context);
  };
}

/** The position of the first or last element that satisfies a test, or -1. */
export function findPosition(list: JsonataNode, test: LoweredCallback, end: End, context: LowerContext): JsonataNode {
  if (canFail(test.body)) {
    return withName(searchUntilFound(list, test, end, context), context, (found) =>
      conditional(exists(member(found, "i", true)), member(found, "i", false), literal(-1)),
    );
  }
  return withName(positionsWhere(list, test, context), context, (positions) =>
    conditional(binary(">", call("count", positions), literal(0)), index(positions, ends[end], false), literal(-1)),
  );
}

export const lowerSome: LowerMethod = (method) => {
  const { receiver, context } = method;
  const test = lowerTest(method);
  if (test === undefined) return poison;
  if (canFail(test.body)) return exists(member(searchUntilFound(receiver, test, "first", context), "i", true));
  return binary(">", countWhere(receiver, test), literal(0));
};

export const lowerEvery: LowerMethod = (method) => {
  const { receiver, context } = method;
  const test = lowerTest(method);
  if (test === undefined) return poison;
  if (!canFail(test.body))
    return withName(receiver, context, (list) => equals(countWhere(list, test), call("count", list)));
  const exception = searchUntilFound(receiver, { ...test, body: not(test.body) }, "first", context);
  return not(exists(member(exception, "i", true)));
};

const ends = { first: literal(0), last: literal(-1) } as const;

/** The element that satisfies a test, as `{ "v": element, "i": position }`, or `{}`; the test runs no further than it must. */
function searchUntilFound(list: JsonataNode, test: LoweredCallback, end: End, context: LowerContext): JsonataNode {
  const parameters = withParameters(test, ["item", "position"], context);
  const sofar = context.names.local("found");
  const box = object([
    ["v", local(parameters[0]!)],
    ["i", local(parameters[1]!)],
  ]);
  const next = conditional(test.body, box, object([]));
  const body = conditional(exists(member(local(sofar), "i", true)), local(sofar), next);
  return fold({ list, from: end, sofar, step: { parameters, body }, initial: object([]) }, context);
}
