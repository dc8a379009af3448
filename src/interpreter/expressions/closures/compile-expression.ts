import type { ExpressionScope } from "../expression-scope.ts";
import { compileNode } from "./compile-node.ts";
import type { Frame } from "./evaluate.ts";
import { unset } from "./evaluate.ts";
import { Declined, outOfSteps } from "./failures.ts";
import { hangsOnOrder } from "./hangs-on-order.ts";
import { scopeOf } from "./static-scope.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** Evaluates an expression at once. Throws where it fails, or where only the reference can tell what it does. */
export type EvaluateNow = (scope: ExpressionScope) => unknown;

/** Compiles an expression to closures; undefined where it has anything that only the reference does faithfully. */
export function compileExpression(
  tree: SyntaxNode,
  options: { readonly maximumSteps: number | undefined },
): EvaluateNow | undefined {
  if (hangsOnOrder(tree)) return undefined;
  const { maximumSteps } = options;
  const scope = scopeOf([tree], undefined);
  try {
    const evaluate = compileNode(tree, { scope, isCounted: maximumSteps !== undefined, compile: compileNode });
    const size = scope.places.size;
    return (given) => {
      const evaluation = { scope: given, remainingSteps: maximumSteps ?? Number.POSITIVE_INFINITY };
      const values: unknown[] = size === 0 ? none : Array.from({ length: size }, () => unset);
      const frame: Frame = { parent: undefined, values, evaluation };
      const value = evaluate(undefined, frame);
      if (evaluation.remainingSteps < 0) outOfSteps();
      return value;
    };
  } catch (error) {
    if (error instanceof Declined) return undefined;
    throw error;
  }
}

const none: unknown[] = [];
