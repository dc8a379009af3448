// JSONata calls this hook before it evaluates any node. The count lives in the bindings of one evaluation, under a name that
// no expression can write, because evaluations of one expression interleave.

/** The environment key under which JSONata looks for the hook. */
export const entryHookName = Symbol.for("jsonata.__evaluate_entry");

const budgetName = "*remaining steps";
/** How many nodes one evaluation may evaluate: deterministic, unlike a time limit; some seconds of the reference's work. */
export const defaultMaximumSteps = 2_000_000;

interface Environment {
  readonly lookup: (name: string) => unknown;
}

/** Bindings to add to one evaluation so that it ends. */
export function recursionBudget(maximumSteps: number): Readonly<Record<string, unknown>> {
  return { [budgetName]: { remaining: maximumSteps } };
}

/** The hook: ends an evaluation that goes on for ever, as AWS does. */
export function spendStep(_node: unknown, _input: unknown, environment: Environment): void {
  const budget = environment.lookup(budgetName) as { remaining: number };
  budget.remaining -= 1;
  if (budget.remaining < 0) throw new Error("Expression evaluation timeout: Check for infinite loop");
}
