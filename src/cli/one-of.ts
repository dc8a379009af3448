import { UsageError } from "./usage-error.ts";

/** The value of an option that takes one of a few; throws `UsageError` for any other. */
export function oneOf<Value extends string>(option: string, allowed: readonly Value[], given: string): Value {
  const found = allowed.find((value) => value === given);
  if (found === undefined) throw new UsageError(`${option} must be one of ${allowed.join(", ")}, got "${given}"`);
  return found;
}
