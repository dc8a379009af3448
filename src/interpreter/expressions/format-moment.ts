import { libraryFunction } from "./library-functions.ts";

const fromMillis = libraryFunction("fromMillis")!;

/** What `$now(picture, timezone)` gives at a moment; JSONata's own reads the machine's clock. */
export function formatMoment(at: number, picture?: unknown, timezone?: unknown): unknown {
  if (picture === undefined && timezone === undefined) return new Date(at).toISOString();
  return fromMillis.implementation(...checked([at, picture, timezone]));
}

function checked(given: readonly unknown[]): readonly unknown[] {
  try {
    return fromMillis.signature.validate(given, undefined);
  } catch (error) {
    // The library puts this name into the words of its error.
    throw Object.assign(error as object, { token: "fromMillis" });
  }
}
