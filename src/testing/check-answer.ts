import type { Json } from "#authoring";
import { answerChecks } from "#compiler";
import { loadMachine, runExecution } from "#interpreter";

/**
 * Throws unless the answer of a callback keeps to its schema: by the very expressions that the compiled workflow has, since a
 * workflow that catches the error reads its message.
 */
export async function checkAnswer(schema: unknown, answer: Json): Promise<void> {
  const Choices = answerChecks(schema).map(({ condition, message }) => ({
    Condition: `{% ${condition} %}`,
    Output: message,
    Next: "Wrong",
  }));
  if (Choices.length === 0) return;
  const machine = loadMachine({
    QueryLanguage: "JSONata",
    StartAt: "Check",
    States: {
      Check: { Type: "Choice", Choices, Default: "Right" },
      Wrong: { Type: "Succeed" },
      Right: { Type: "Succeed", Output: null },
    },
  });
  const input = answer as Parameters<typeof runExecution>[0]["input"];
  const { output } = await runExecution({ machine, input, performTask: noTasks });
  if (output !== null) throw Object.assign(new Error(String(output)), { name: "Millrace.InvalidCallbackOutput" });
}

const noTasks = (): never => {
  throw new Error("a check calls no task: this is a bug");
};
