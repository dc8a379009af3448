import { states } from "../../jsonata/build.ts";
import { printJsonata } from "../../jsonata/print.ts";
import { createNameAllocator } from "../name-allocator.ts";
import { violations } from "./violations.ts";

/** One way in which an answer can be wrong; those before it have been ruled out. */
export interface AnswerCheck {
  /** JSONata over `$states.input`: true where the answer is wrong. */
  readonly condition: string;
  readonly message: string;
}

/** How a workflow checks the answer of a callback by its schema, for whoever runs it without compiling it. */
export function answerChecks(schema: unknown): readonly AnswerCheck[] {
  // What no state machine can check has been refused when the workflow was compiled.
  const context = { names: createNameAllocator(), refuse: () => undefined };
  return violations(schema, states("input"), "answer", context).map(({ condition, message }) => ({
    condition: printJsonata(condition),
    message,
  }));
}
