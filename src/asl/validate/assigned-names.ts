import type { JsonataTemplate } from "../definition.ts";

/** The variables that an Assign gives values to; in JSONPath a key that ends in `.$` names one without the ending. */
export function assignedNames(exit: {
  readonly Assign?: Readonly<Record<string, JsonataTemplate>>;
}): readonly string[] {
  return Object.keys(exit.Assign ?? {}).map((name) => (name.endsWith(".$") ? name.slice(0, -2) : name));
}
