import type { ExpressionScope } from "../expression-scope.ts";

// What every closure works on while an expression is evaluated.

/** A compiled node: gives its value for a context, with the variables of a frame. */
export type Evaluate = (input: unknown, frame: Frame) => unknown;

/** The variables that a block or a call of a function defines; which name has which place is known when compiling. */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly values: unknown[];
  readonly evaluation: Evaluation;
}

/** One evaluation of an expression. */
export interface Evaluation {
  readonly scope: ExpressionScope;
  /** How many more nodes may be evaluated; below 0 the evaluation is over. */
  remainingSteps: number;
}

/** In the place of a variable that no `:=` has set yet: the name then means what it means outside of the frame. */
export const unset: unique symbol = Symbol("unset");
