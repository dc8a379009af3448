import { applyProcedure } from "./apply-procedure.ts";
import { compileInvocation } from "./call.ts";
import type { CompileContext } from "./compile-context.ts";
import type { Evaluate } from "./evaluate.ts";
import { ExpressionFailure, askReference } from "./failures.ts";
import type { SyntaxNode } from "./syntax-node.ts";
import { isFunction } from "./values.ts";

/** `a ~> f` and `a ~> f(b)`: a is the first argument. */
export function compileApply(node: SyntaxNode, context: CompileContext): Evaluate {
  const left = context.compile(node.lhs as SyntaxNode, context);
  const target = node.rhs!;
  if (target.type === "function") {
    const invoke = compileInvocation(target, context);
    return (input, frame) => invoke(input, frame, { value: left(input, frame) });
  }
  const right = context.compile(target, context);
  return (input, frame) => {
    const value = left(input, frame);
    const procedure = right(input, frame);
    if (!isFunction(procedure)) throw new ExpressionFailure("T2006");
    // A chain of two functions is a third, which the reference makes from an expression of its own.
    if (isFunction(value)) askReference();
    return applyProcedure(procedure, [value], null);
  };
}
