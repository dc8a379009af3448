import { call } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { type MethodCall, withArguments } from "../method-call.ts";

export function lowerReverse(method: MethodCall): JsonataNode {
  return withArguments(method, [], () => call("reverse", method.receiver));
}
