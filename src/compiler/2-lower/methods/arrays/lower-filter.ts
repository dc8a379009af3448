import { poison } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import type { MethodCall } from "../method-call.ts";
import { elementShapeAt } from "./element-shape.ts";
import { keepWhere } from "./keep-where.ts";
import { lowerTest } from "./lower-test.ts";

export function lowerFilter(method: MethodCall): JsonataNode {
  const { receiver, callee, context } = method;
  const test = lowerTest(method);
  return test === undefined ? poison : keepWhere(receiver, test, elementShapeAt(callee.expression, context), context);
}
