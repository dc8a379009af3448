import type { CompileContext } from "./compile-context.ts";
import { emptyArray } from "./empty-array.ts";
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
    let values = emptyArray(elements.length);
    let isFlat = true;
    for (let index = 0; index < elements.length; index++) {
      const { evaluate, isWhole } = elements[index]!;
      const value = evaluate(input, frame);
      if (value === undefined || (!isWhole && isArray(value))) isFlat = false;
      values[index] = value;
    }
    if (!isFlat) values = flatten(values, elements);
    if (isCons) markCons(values);
    return values;
  };
}

function flatten(values: readonly unknown[], elements: readonly { readonly isWhole: boolean }[]): unknown[] {
  const flat: unknown[] = [];
  for (const [index, value] of values.entries()) {
    if (value === undefined) continue;
    if (!elements[index]!.isWhole && isArray(value)) {
      for (let inner = 0; inner < value.length; inner++) flat.push(value[inner]);
    } else flat.push(value);
  }
  return flat;
}
