import type { CompileContext } from "./compile-context.ts";
import type { Evaluate } from "./evaluate.ts";
import { ExpressionFailure } from "./failures.ts";
import type { SyntaxNode } from "./syntax-node.ts";
import { isNumeric } from "./values.ts";

/** `-x` */
export function compileNegation(node: SyntaxNode, context: CompileContext): Evaluate {
  const operand = context.compile(node.expression!, context);
  return (input, frame) => {
    const value = operand(input, frame);
    if (value === undefined) return undefined;
    if (!isNumeric(value)) throw new ExpressionFailure("D1002");
    return -value;
  };
}
