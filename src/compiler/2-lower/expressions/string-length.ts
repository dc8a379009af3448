import { binary, call, regex } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";

/** JavaScript counts UTF-16 units, JSONata characters: one outside the basic plane counts twice. */
export function lengthOfText(text: JsonataNode): JsonataNode {
  return binary("+", call("length", text), call("count", call("match", text, regex("[\\uD800-\\uDBFF]"))));
}
