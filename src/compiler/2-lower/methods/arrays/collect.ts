import { array, block, conditional, equals, literal, local, sequence } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import type { Shape } from "../../../1-analyze/shape.ts";
import type { LowerContext } from "../../context.ts";
import { asElement } from "../../expressions/as-element.ts";
import { nests } from "./element-shape.ts";

/** What a sequence function gives for `count` inputs, one value for each. */
export interface Results {
  readonly items: JsonataNode;
  readonly count: JsonataNode;
  /** What a value may be. */
  readonly shape: Shape;
}

/**
 * The results of a sequence function, always as an array.
 *
 * A sequence of one result is that result to JSONata. Where it may be an array, only the count tells whether it is the
 * result or the results.
 */
export function collect({ items, count, shape }: Results, context: LowerContext): JsonataNode {
  if (!nests(shape)) return sequence(items);
  const results = context.names.local("results");
  const single = array([asElement(local(results), shape, context)]);
  return block(
    [{ name: results, value: items }],
    conditional(equals(count, literal(1)), single, sequence(local(results))),
  );
}
