import type { EvaluateNow } from "./closures/compile-expression.ts";
import type { ExpressionScope } from "./expression-scope.ts";

/** One parsed JSONata expression, with its two evaluators. */
export interface Expression {
  readonly source: string;
  /** By closures. Absent where they do not take the expression; throws where it fails, for the reference to say how. */
  readonly evaluateNow: EvaluateNow | undefined;
  /** By the reference, jsonata 2.0.6. */
  readonly evaluate: (scope: ExpressionScope) => Promise<unknown>;
}
