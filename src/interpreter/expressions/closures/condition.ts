import type { CompileContext } from "./compile-context.ts";
import type { Evaluate } from "./evaluate.ts";
import type { SyntaxNode } from "./syntax-node.ts";
import { toBoolean } from "./values.ts";

/** `a ? b : c`; without `: c` it gives nothing. */
export function compileCondition(node: SyntaxNode, context: CompileContext): Evaluate {
  const condition = context.compile(node.condition!, context);
  const then = context.compile(node.then!, context);
  const otherwise = node.else === undefined ? undefined : context.compile(node.else, context);
  return (input, frame) => {
    if (toBoolean(condition(input, frame))) return then(input, frame);
    return otherwise?.(input, frame);
  };
}
