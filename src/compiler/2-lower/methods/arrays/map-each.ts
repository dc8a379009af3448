import { call, lambda, sequence } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import type { Shape } from "../../../1-analyze/shape.ts";
import type { LowerContext } from "../../context.ts";
import { withName } from "../../expressions/condition.ts";
import type { LoweredCallback } from "../lambda.ts";
import { collect } from "./collect.ts";
import { nests } from "./element-shape.ts";

/** What a function gives for each element, always as an array. `shape`: what it may give, which is never nothing. */
export function mapEach(
  list: JsonataNode,
  { parameters, body }: LoweredCallback,
  shape: Shape,
  context: LowerContext,
): JsonataNode {
  const mapped = (from: JsonataNode): JsonataNode => call("map", from, lambda(parameters, body));
  if (!nests(shape)) return sequence(mapped(list));
  return withName(list, context, (named) =>
    collect({ items: mapped(named), count: call("count", named), shape }, context),
  );
}
