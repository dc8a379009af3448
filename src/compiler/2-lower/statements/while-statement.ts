import type { ts } from "../../program.ts";
import type { LowerContext } from "../context.ts";
import { lowerCondition } from "../expressions/condition.ts";
import { lowerStatement } from "../recursion.ts";
import { loopName } from "../state-name.ts";
import { lowerLoop } from "./loop.ts";

/** `while` tests before each iteration, `do … while` after it. */
export function lowerWhile(
  node: ts.WhileStatement | ts.DoStatement,
  labels: readonly string[],
  testsFirst: boolean,
  context: LowerContext,
): void {
  lowerLoop(
    {
      node,
      name: loopName(node.expression),
      labels,
      test: () => lowerCondition(node.expression, context),
      testsFirst,
      body: (inner) => lowerStatement(node.statement, inner),
    },
    context,
  );
}
