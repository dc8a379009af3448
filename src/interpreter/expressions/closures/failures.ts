/**
 * The expression fails. The reference evaluates it again and says in which words, because they hang on details of its own:
 * which of two elements failed first, or by which name a function was called before.
 */
export class ExpressionFailure extends Error {
  override readonly name = "ExpressionFailure";
  /** As far as known: the code that the reference is expected to give, or `timeout`. */
  readonly code: string | undefined;

  constructor(code?: string) {
    super(code ?? "only the reference can say");
    this.code = code;
  }
}

/** What only the reference can decide. */
export function askReference(): never {
  throw new ExpressionFailure();
}

/** Too many nodes were evaluated. */
export function outOfSteps(): never {
  throw new ExpressionFailure("timeout");
}

/** Thrown while compiling: the closures do not take the expression. */
export class Declined extends Error {
  override readonly name = "Declined";
}

export function decline(what: string): never {
  throw new Declined(what);
}
