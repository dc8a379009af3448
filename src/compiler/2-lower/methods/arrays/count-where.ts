import { call, conditional, lambda, literal, nothing } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import type { LoweredCallback } from "../lambda.ts";

/** How many elements satisfy a test. `$filter` and `$count` would count inside a single kept array. */
export function countWhere(list: JsonataNode, test: LoweredCallback): JsonataNode {
  return call("count", call("map", list, lambda(test.parameters, conditional(test.body, literal(1), nothing))));
}
