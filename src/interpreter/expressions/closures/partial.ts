import type { CompileContext } from "./compile-context.ts";
import type { Evaluate } from "./evaluate.ts";
import { askReference } from "./failures.ts";
import { isLambda } from "./procedure.ts";
import type { Lambda } from "./procedure.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** `f(a, ?)`: a function of what is left open. */
export function compilePartial(node: SyntaxNode, context: CompileContext): Evaluate {
  const parts = node.arguments!.map((argument) => (isOpen(argument) ? undefined : context.compile(argument, context)));
  const procedure = context.compile(node.procedure!, context);
  return (input, frame): Lambda => {
    const values = parts.map((part) => part?.(input, frame));
    const called = procedure(input, frame);
    // The library's functions are taken apart by the text of their source.
    if (!isLambda(called)) return askReference();
    const { definition, parameters, given, input: context_, frame: outer } = called;
    const isGiven = (index: number): boolean => index >= parts.length || parts[index] !== undefined;
    return {
      _jsonata_lambda: true,
      definition,
      parameters: parameters.filter((_, index) => !isGiven(index)),
      given: [
        ...given,
        ...parameters.flatMap((place, index) => (isGiven(index) ? [[place, values[index]] as const] : [])),
      ],
      signature: undefined,
      apply: undefined,
      input: context_,
      frame: outer,
    };
  };
}

function isOpen({ type, value }: SyntaxNode): boolean {
  return type === "operator" && value === "?";
}
