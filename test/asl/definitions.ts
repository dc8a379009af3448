import type { Json } from "#asl";
import { validateDefinition } from "#asl";

/** A JSONata definition of these states, starting at the first. */
export function definitionOf(states: Readonly<Record<string, Json>>) {
  const [StartAt = ""] = Object.keys(states);
  return { QueryLanguage: "JSONata", StartAt, States: states } as const;
}

/** What the validator finds, one line each. */
export function findingsOf(states: Readonly<Record<string, Json>>): readonly string[] {
  return linesOf(definitionOf(states));
}

export function linesOf(definition: unknown): readonly string[] {
  return validateDefinition(definition).map(
    ({ code, location, message }) => `${code} ${location ?? "null"}: ${message}`,
  );
}

export const pass = (more: Readonly<Record<string, Json>> = {}): Json => ({
  Type: "Pass",
  ...("Next" in more ? {} : { End: true }),
  ...more,
});
