import { applyProcedure, asArgument } from "./apply-procedure.ts";
import type { CompileContext } from "./compile-context.ts";
import { emptyArray } from "./empty-array.ts";
import type { Evaluate, Frame } from "./evaluate.ts";
import { askReference } from "./failures.ts";
import type { SyntaxNode } from "./syntax-node.ts";
import { isFunction } from "./values.ts";

/** `f(a, b)` */
export function compileCall(node: SyntaxNode, context: CompileContext): Evaluate {
  const invoke = compileInvocation(node, context);
  return (input, frame) => invoke(input, frame);
}

export type Invoke = (input: unknown, frame: Frame, first?: { readonly value: unknown }) => unknown;

/** A call that may have been given its first argument from elsewhere. */
export function compileInvocation(node: SyntaxNode, context: CompileContext): Invoke {
  const procedure = context.compile(node.procedure!, context);
  const parts = node.arguments!.map((argument) => context.compile(argument, context));
  return (input, frame, first) => {
    const called = procedure(input, frame);
    const offset = first === undefined ? 0 : 1;
    const given = emptyArray(parts.length + offset);
    if (first !== undefined) given[0] = first.value;
    for (let index = 0; index < parts.length; index++) {
      const value = parts[index]!(input, frame);
      given[index + offset] = isFunction(value) ? asArgument(value) : value;
    }
    // The reference writes the name on what it calls, which null does not take.
    if (called === null) askReference();
    return applyProcedure(called, given, input);
  };
}
