import type { Evaluate } from "./evaluate.ts";
import { ExpressionFailure } from "./failures.ts";
import { isNumeric } from "./values.ts";

const operations = {
  "+": (left: number, right: number) => left + right,
  "-": (left: number, right: number) => left - right,
  "*": (left: number, right: number) => left * right,
  "/": (left: number, right: number) => left / right,
  "%": (left: number, right: number) => left % right,
} as const;

/** `a + b`: nothing where either side is nothing. */
export function compileArithmetic(operator: keyof typeof operations, left: Evaluate, right: Evaluate): Evaluate {
  const operate = operations[operator];
  return (input, frame) => {
    const before = left(input, frame);
    const after = right(input, frame);
    if (before !== undefined && !isNumeric(before)) throw new ExpressionFailure("T2001");
    if (after !== undefined && !isNumeric(after)) throw new ExpressionFailure("T2002");
    return before === undefined || after === undefined ? undefined : operate(before, after);
  };
}
