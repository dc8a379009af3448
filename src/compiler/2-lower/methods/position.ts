import { array, binary, block, call, conditional, literal, local } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { isPlainPath } from "../../jsonata/walk.ts";
import type { LowerContext } from "../context.ts";

/** A number without its fraction, as JavaScript takes positions and counts. */
export function wholeOf(value: JsonataNode, context: LowerContext): JsonataNode {
  if (isWhole(value)) return value;
  if (value.kind === "literal") return literal(Math.trunc(Number(value.value)));
  return withNames({ value }, context, (named) =>
    conditional(binary("<", named!, literal(0)), call("ceil", named!), call("floor", named!)),
  );
}

/** A whole number that is not negative: what lies before the beginning is the beginning. */
export function positionOf(value: JsonataNode, context: LowerContext): JsonataNode {
  if (value.kind === "literal") return literal(Math.max(0, Math.trunc(Number(value.value))));
  return isCount(value) ? value : call("max", array([literal(0), wholeOf(value, context)]));
}

const wholeFunctions: ReadonlySet<string> = new Set(["length", "count", "floor", "ceil"]);

/** Whether a number is certainly whole. */
export function isWhole(node: JsonataNode): boolean {
  switch (node.kind) {
    case "literal":
      return Number.isInteger(node.value);
    case "call":
      return wholeFunctions.has(node.function);
    case "binary":
      return ["+", "-", "*"].includes(node.operator) && isWhole(node.left) && isWhole(node.right);
    case "negate":
      return isWhole(node.operand);
    case "conditional":
      return isWhole(node.whenTrue) && isWhole(node.whenFalse);
    case "block":
      return isWhole(node.result);
    default:
      return false;
  }
}

/** Whether a number is certainly whole and not negative. */
export function isCount(node: JsonataNode): boolean {
  if (node.kind === "literal") return Number.isInteger(node.value) && Number(node.value) >= 0;
  if (node.kind === "call") return node.function === "length" || node.function === "count";
  return node.kind === "binary" && ["+", "*"].includes(node.operator) && isCount(node.left) && isCount(node.right);
}

/** Binds values to names of their own, unless they cost nothing to repeat. */
export function withNames(
  values: Readonly<Record<string, JsonataNode>>,
  context: LowerContext,
  use: (...named: readonly JsonataNode[]) => JsonataNode,
): JsonataNode {
  const bindings: { name: string; value: JsonataNode }[] = [];
  const named = Object.entries(values).map(([wanted, value]) => {
    if (isPlainPath(value) || value.kind === "poison") return value;
    const name = context.names.local(wanted);
    bindings.push({ name, value });
    return local(name);
  });
  const result = use(...named);
  return result.kind === "block" ? block([...bindings, ...result.bindings], result.result) : block(bindings, result);
}
