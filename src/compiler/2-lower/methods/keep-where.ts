import { array, call, conditional, lambda, literal, local, nested, sequence } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { LowerContext } from "../context.ts";
import type { LoweredCallback } from "./lambda.ts";

/** The elements that satisfy a test, always as an array. `nests`: an element may be an array itself. */
export function keepWhere(
  list: JsonataNode,
  test: LoweredCallback,
  nests: boolean,
  context: LowerContext,
): JsonataNode {
  if (!nests) return sequence(call("filter", list, lambda(test.parameters, test.body)));
  // `$filter` unwraps a single result, which then cannot be told from its elements.
  return fold(list, test, context, (kept, item) =>
    conditional(test.body, call("append", kept, array([nested(item)])), kept),
  );
}

/** What a function gives for each element, always as an array. `nests`: a result may be an array. */
export function mapEach(
  list: JsonataNode,
  callback: LoweredCallback,
  nests: boolean,
  context: LowerContext,
): JsonataNode {
  if (!nests) return sequence(call("map", list, lambda(callback.parameters, callback.body)));
  return fold(list, callback, context, (mapped) => call("append", mapped, array([nested(callback.body)])));
}

/** Builds an array element by element; quadratic in copies, but exact for arrays of arrays. */
function fold(
  list: JsonataNode,
  { parameters }: LoweredCallback,
  context: LowerContext,
  step: (sofar: JsonataNode, item: JsonataNode) => JsonataNode,
): JsonataNode {
  const sofar = context.names.local("sofar");
  const item = parameters[0] ?? context.names.local("item");
  const indexed = parameters[1] === undefined ? [] : [parameters[1]];
  return call("reduce", list, lambda([sofar, item, ...indexed], step(local(sofar), local(item))), array([]));
}

/** How many elements satisfy a test. `$filter` and `$count` would count inside a single kept array. */
export function countWhere(list: JsonataNode, test: LoweredCallback): JsonataNode {
  const body = conditional(test.body, literal(1), { kind: "nothing" });
  return call("count", call("map", list, lambda(test.parameters, body)));
}
