import { binary, call, conditional, literal } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import type { LowerContext } from "../../context.ts";
import { withName } from "../../expressions/condition.ts";

/** A number without its fraction, as JavaScript takes positions. */
export function truncated(value: JsonataNode, context: LowerContext): JsonataNode {
  if (isInteger(value)) return value;
  if (value.kind === "literal" && typeof value.value === "number") return literal(Math.trunc(value.value));
  return withName(value, context, (named) =>
    conditional(binary("<", named, literal(0)), call("ceil", named), call("floor", named)),
  );
}

/** Whether a value has no fraction for certain. */
function isInteger(node: JsonataNode): boolean {
  switch (node.kind) {
    case "literal":
      return Number.isInteger(node.value);
    case "call":
      return ["count", "length", "floor", "ceil", "round"].includes(node.function);
    case "negate":
      return isInteger(node.operand);
    case "binary":
      return ["+", "-", "*"].includes(node.operator) && isInteger(node.left) && isInteger(node.right);
    default:
      return false;
  }
}
