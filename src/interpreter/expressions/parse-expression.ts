import { copyJson } from "../copy-json.ts";
import jsonata from "jsonata";
import { awsFunctions } from "./aws-functions.ts";
import { defaultMaximumSteps, entryHookName, recursionBudget, spendStep } from "./bound-recursion.ts";
import { compileExpression } from "./closures/compile-expression.ts";
import type { SyntaxNode } from "./closures/syntax-node.ts";
import type { Expression } from "./expression.ts";
import type { ExpressionScope } from "./expression-scope.ts";

/** Parses one expression, once for both evaluators; throws an error that carries JSONata's code and message. */
export function parseExpression(source: string, maximumSteps = defaultMaximumSteps): Expression {
  const parsed = jsonata(source);
  for (const [name, value] of Object.entries(awsFunctions)) parsed.assign(name, value);
  // Only a function of one's own can go on for ever; counting costs time, so only such expressions are counted.
  const canRecurse = /function|λ/u.test(source);
  if (canRecurse) parsed.assign(entryHookName as unknown as string, spendStep);
  const tree = parsed.ast() as unknown as SyntaxNode;
  return {
    source,
    evaluateNow: compileExpression(tree, { maximumSteps: canRecurse ? maximumSteps : undefined }),
    evaluate: (scope) =>
      parsed.evaluate(undefined, { ...bindingsOf(scope), ...(canRecurse ? recursionBudget(maximumSteps) : undefined) }),
  };
}

/** Copies of the data: grouping an empty array, the reference writes into it. */
function bindingsOf({ functions, variables, states }: ExpressionScope): Readonly<Record<string, unknown>> {
  return { ...functions, ...(copyJson(variables) as object), states: copyJson(states) };
}
