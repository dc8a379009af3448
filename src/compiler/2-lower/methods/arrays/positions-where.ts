import { call, conditional, lambda, local, nothing, sequence } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import type { LowerContext } from "../../context.ts";
import type { LoweredCallback } from "../lambda.ts";
import { withParameters } from "./with-parameters.ts";

/** The positions of the elements that satisfy a test, always as an array. */
export function positionsWhere(list: JsonataNode, test: LoweredCallback, context: LowerContext): JsonataNode {
  const parameters = withParameters(test, ["item", "position"], context);
  return sequence(call("map", list, lambda(parameters, conditional(test.body, local(parameters[1]!), nothing))));
}
