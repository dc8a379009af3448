import { binary, call, conditional, nothing, sequence } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";

/** The member of an object by a key that is known when it runs: the engine would also find what every object inherits. */
export function ownMember(object: JsonataNode, key: JsonataNode): JsonataNode {
  return conditional(binary("in", key, sequence(call("keys", object))), call("lookup", object, key), nothing);
}
