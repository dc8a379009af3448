import type { Expression } from "../expressions/expression.ts";
import type { ExpressionScope } from "../expressions/expression-scope.ts";

/** One expression that only the reference can evaluate, which takes its time. */
export interface EvaluationRequest {
  readonly expression: Expression;
  readonly bindings: ExpressionScope;
}

export type EvaluationReply =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "error"; readonly message: string };

/** Thrown through the core, which knows no waiting: the piece of work is undone, and done again once the reply is there. */
export class EvaluationNeeded extends Error {
  override readonly name = "EvaluationNeeded";
  readonly request: EvaluationRequest;

  constructor(request: EvaluationRequest) {
    super(request.expression.source);
    this.request = request;
  }
}
