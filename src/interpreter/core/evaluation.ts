import type { Expression } from "../expressions/expression.ts";
import type { ExpressionScope } from "../expressions/expression-scope.ts";

/** One expression to evaluate; the core yields it and is resumed with the reply. */
export interface EvaluationRequest {
  readonly expression: Expression;
  readonly bindings: ExpressionScope;
}

export type EvaluationReply =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "error"; readonly message: string };
