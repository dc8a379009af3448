import jsonata from "jsonata";
import { awsFunctions } from "./aws-functions.ts";
import { entryHookName, recursionBudget, spendStep } from "./bound-recursion.ts";
import type { Expression } from "./expression.ts";

/** Parses one expression; throws an error that carries JSONata's code and message. */
export function parseExpression(source: string): { readonly expression: Expression; readonly ast: unknown } {
  const parsed = jsonata(source);
  for (const [name, value] of Object.entries(awsFunctions)) parsed.assign(name, value);
  // Only a function of one's own can go on for ever; the hook costs time, so only such expressions carry it.
  const canRecurse = /function|λ/u.test(source);
  if (canRecurse) parsed.assign(entryHookName as unknown as string, spendStep);
  const expression: Expression = {
    source,
    evaluate: (bindings) => parsed.evaluate(undefined, canRecurse ? { ...bindings, ...recursionBudget() } : bindings),
  };
  return { expression, ast: parsed.ast() };
}

/** JSONata's code and message of whatever a parse or an evaluation threw. */
export function expressionErrorMessage(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  const message = "message" in error ? String(error.message) : String(error);
  return "code" in error && typeof error.code === "string" ? `${error.code}: ${message}` : message;
}
