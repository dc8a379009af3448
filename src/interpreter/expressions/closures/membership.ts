import type { Evaluate } from "./evaluate.ts";
import { isArray } from "./sequence.ts";

/** `a in b`: by identity, so only of strings, numbers, booleans and null. */
export function compileMembership(left: Evaluate, right: Evaluate): Evaluate {
  return (input, frame) => {
    const value = left(input, frame);
    const values = right(input, frame);
    if (value === undefined || values === undefined) return false;
    if (!isArray(values)) return values === value;
    for (let index = 0; index < values.length; index++) if (values[index] === value) return true;
    return false;
  };
}
