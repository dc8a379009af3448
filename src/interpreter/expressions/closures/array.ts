import type { CompileContext } from "./compile-context.ts";
import type { Evaluate } from "./evaluate.ts";
import { isArray, markCons } from "./sequence.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** `[a, b]`: arrays among the values are taken apart, but not those that are written as arrays. */
export function compileArray(node: SyntaxNode, context: CompileContext): Evaluate {
  const elements = node.expressions!.map((expression) => ({
    evaluate: context.compile(expression, context),
    isWhole: expression.value === "[",
  }));
  const isCons = node.consarray === true;
  return (input, frame) => {
    const values: unknown[] = [];
    for (let index = 0; index < elements.length; index++) {
      const { evaluate, isWhole } = elements[index]!;
      const value = evaluate(input, frame);
      if (value === undefined) continue;
      if (!isWhole && isArray(value)) for (let inner = 0; inner < value.length; inner++) values.push(value[inner]);
      else values.push(value);
    }
    if (isCons) markCons(values);
    return values;
  };
}
