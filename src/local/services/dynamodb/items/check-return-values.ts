import { validationError } from "../validation-error.ts";

/** Refuses what an operation cannot answer with. */
export function checkReturnValues(given: string | undefined, allowed: readonly string[]): void {
  const all = ["NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"];
  if (given === undefined || allowed.includes(given)) return;
  if (all.includes(given)) throw validationError("Return values set to invalid value");
  throw validationError(
    `1 validation error detected: Value '${given}' at 'returnValues' failed to satisfy constraint: ` +
      "Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]",
  );
}
