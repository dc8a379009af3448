import jsonata from "jsonata";
import { awsFunctions } from "./aws-functions.ts";
import { entryHookName, recursionBudget, spendStep } from "./bound-recursion.ts";
import type { Expression } from "./expression.ts";

/** Parses one expression; throws an error that carries JSONata's code and message. */
export function parseExpression(source: string): Expression {
  const parsed = jsonata(source);
  for (const [name, value] of Object.entries(awsFunctions)) parsed.assign(name, value);
  // Only a function of one's own can go on for ever; the hook costs time, so only such expressions carry it.
  const canRecurse = /function|λ/u.test(source);
  if (canRecurse) parsed.assign(entryHookName as unknown as string, spendStep);
  return {
    source,
    evaluate: (bindings) => parsed.evaluate(undefined, canRecurse ? { ...bindings, ...recursionBudget() } : bindings),
  };
}
