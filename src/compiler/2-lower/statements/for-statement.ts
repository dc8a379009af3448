import { ts } from "../../program.ts";
import type { LowerContext } from "../context.ts";
import { lowerCondition } from "../expressions/condition.ts";
import { lowerStatement } from "../recursion.ts";
import { loopName } from "../state-name.ts";
import { lowerExpressionStatement } from "./expression-statement.ts";
import { lowerLoop } from "./loop.ts";
import { lowerVariables } from "./variable-statement.ts";

/** `for (let i = 0; i < n; i++)`: JavaScript's copy of `i` per iteration makes no difference, since no closure outlives one. */
export function lowerFor(node: ts.ForStatement, labels: readonly string[], context: LowerContext): void {
  const { initializer, condition, incrementor } = node;
  if (initializer !== undefined) {
    if (ts.isVariableDeclarationList(initializer)) lowerVariables(initializer, context);
    else lowerExpressionStatement(initializer, context);
  }
  if (!context.region.isReachable()) return;
  lowerLoop(
    {
      node,
      name: condition === undefined ? "Loop" : loopName(condition),
      labels,
      test: condition === undefined ? undefined : () => lowerCondition(condition, context),
      testsFirst: true,
      body: (inner) => lowerStatement(node.statement, inner),
      step: incrementor === undefined ? undefined : () => lowerExpressionStatement(incrementor, context),
    },
    context,
  );
}
