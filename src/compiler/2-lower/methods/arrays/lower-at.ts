import { index } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { type MethodCall, withArguments } from "../method-call.ts";
import { wholeOf } from "../position.ts";

/** JSONata counts a negative position from the end, as `at` does. */
export function lowerAt(method: MethodCall): JsonataNode {
  const { receiver, context } = method;
  return withArguments(method, ["number"], (position) => index(receiver, wholeOf(position!, context), true));
}
