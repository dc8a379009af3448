import type { Assign } from "../ir/ir.ts";
import { variablesOf } from "../jsonata/substitute.ts";

/** All values read what held before: an order in which no assignment spoils a later one, if there is one. */
export function inReadableOrder(assigns: readonly Assign[]): readonly Assign[] | undefined {
  const waiting = [...assigns];
  const ordered: Assign[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ variable }) =>
      waiting.every((other) => other.variable === variable || !variablesOf(other.value).has(variable)),
    );
    if (next < 0) return undefined;
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered;
}
