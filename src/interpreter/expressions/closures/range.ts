import type { Evaluate } from "./evaluate.ts";
import { ExpressionFailure } from "./failures.ts";
import { newSequence } from "./sequence.ts";

const maximumLength = 1e7;

/** `[a..b]`: the integers from a to b. */
export function compileRange(left: Evaluate, right: Evaluate): Evaluate {
  return (input, frame) => {
    const first = left(input, frame);
    const last = right(input, frame);
    if (first !== undefined && !isInteger(first)) throw new ExpressionFailure("T2003");
    if (last !== undefined && !isInteger(last)) throw new ExpressionFailure("T2004");
    if (first === undefined || last === undefined || first > last) return undefined;
    if (last - first + 1 > maximumLength) throw new ExpressionFailure("D2014");
    const values = newSequence();
    for (let value = first; value <= last; value++) values.push(value);
    return values;
  };
}

function isInteger(value: unknown): value is number {
  return Number.isInteger(value);
}
