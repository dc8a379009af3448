import { reference } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { isPlainPath } from "../../jsonata/walk.ts";
import type { LowerContext } from "../context.ts";
import { declareTemporary } from "../variables.ts";

/** A value that is taken apart is computed once. */
export function inVariable(value: JsonataNode, context: LowerContext): JsonataNode {
  if (isPlainPath(value) || value.kind === "array" || value.kind === "object" || value.kind === "poison") return value;
  const { variable } = declareTemporary("value", false, context);
  context.region.assign(variable, value);
  return reference(variable);
}
