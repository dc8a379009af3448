import type { Evaluate } from "./evaluate.ts";
import { toText } from "./builtins/text.ts";

/** `a & b`: nothing counts as the empty text. */
export function compileConcatenation(left: Evaluate, right: Evaluate): Evaluate {
  return (input, frame) => {
    const before = left(input, frame);
    const after = right(input, frame);
    return (before === undefined ? "" : toText(before)) + (after === undefined ? "" : toText(after));
  };
}
