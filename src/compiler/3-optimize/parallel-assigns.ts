import type { Assign } from "../ir/ir.ts";
import type { Variable } from "../ir/variable.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { substitute } from "../jsonata/substitute.ts";

/**
 * Turns assignments that run one after the other into ones that read only what held before all of them, which is how
 * the Assign of a state works. `before` holds what earlier assignments made of the variables.
 */
export function parallelAssigns(
  assigns: readonly Assign[],
  before: ReadonlyMap<Variable, JsonataNode> = new Map(),
): ReadonlyMap<Variable, JsonataNode> {
  const values = new Map(before);
  for (const { variable, value } of assigns) values.set(variable, substitute(value, values));
  return values;
}
