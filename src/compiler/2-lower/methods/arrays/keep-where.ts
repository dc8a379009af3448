import { call, conditional, lambda, local, member, nothing, object, sequence } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import type { Shape } from "../../../1-analyze/shape.ts";
import type { LowerContext } from "../../context.ts";
import type { LoweredCallback } from "../lambda.ts";
import { nests } from "./element-shape.ts";
import { mapEach } from "./map-each.ts";
import { withParameters } from "./with-parameters.ts";

/** The elements that satisfy a test, always as an array. `shape`: what an element may be. */
export function keepWhere(list: JsonataNode, test: LoweredCallback, shape: Shape, context: LowerContext): JsonataNode {
  if (!nests(shape)) return sequence(call("filter", list, lambda(test.parameters, test.body)));
  const box = context.names.local("box");
  const body = member(local(box), "v", false);
  return mapEach(boxesWhere(list, test, context), { parameters: [box], body }, shape, context);
}

/** The elements that satisfy a test, each as `{ "v": element }`: an array among them stays apart from its elements. */
export function boxesWhere(list: JsonataNode, test: LoweredCallback, context: LowerContext): JsonataNode {
  const parameters = withParameters(test, ["item"], context);
  const box = object([["v", local(parameters[0]!)]]);
  return sequence(call("map", list, lambda(parameters, conditional(test.body, box, nothing))));
}
