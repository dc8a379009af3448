import { binary, call, literal } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { isWhole } from "../position.ts";

/** The position of the last of so many elements; below 0 if there is none. */
export function lastPosition(count: JsonataNode): JsonataNode {
  if (count.kind === "literal" && typeof count.value === "number") return literal(Math.floor(count.value) - 1);
  return binary("-", isWhole(count) ? count : call("floor", count), literal(1));
}
