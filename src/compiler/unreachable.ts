import { bug } from "./diagnostics/bug.ts";

/** Ends a `switch` over a union: a new member is a type error here. */
export function unreachable(value: never): never {
  return bug(`an unknown kind: ${JSON.stringify(value)}`);
}
