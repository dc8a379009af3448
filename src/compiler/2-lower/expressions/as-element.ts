import { nested, nestedIfArray } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { isAny, isOnly, type Shape } from "../../1-analyze/shape.ts";
import type { LowerContext } from "../context.ts";
import { withName } from "./condition.ts";

/** JSONata's array constructor flattens arrays among its elements: one that must stay whole is nested. */
export function asElement(value: JsonataNode, shape: Shape, context: LowerContext): JsonataNode {
  if (value.kind === "poison" || !isAny(shape, "array", "unknown")) return value;
  if (isOnly(shape, "array")) return nested(value);
  return withName(value, context, nestedIfArray);
}
