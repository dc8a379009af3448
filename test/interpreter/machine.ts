import type { Json } from "#asl";
import { loadMachine, runExecution, TaskFailure } from "#interpreter";
import type { ExecutionOutcome, Machine, RunExecutionOptions, ScheduleTask } from "#interpreter";
import { nodeHash as hash } from "#node";

export { hash };

/** A JSONata machine of these states, starting at the first. */
export function machineOf(states: Readonly<Record<string, Json>>, more: Readonly<Record<string, Json>> = {}): Machine {
  const [StartAt = ""] = Object.keys(states);
  return loadMachine({ QueryLanguage: "JSONata", StartAt, States: states, ...more }, { hash });
}

export type Handler = (task: ScheduleTask) => Json | Promise<Json>;

/** Runs the states with tasks answered by state name. */
export async function run(
  states: Readonly<Record<string, Json>>,
  input: Json = {},
  tasks: Readonly<Record<string, Handler>> = {},
  more: Partial<RunExecutionOptions> = {},
): Promise<ExecutionOutcome> {
  return await runExecution({
    machine: machineOf(states),
    input,
    performTask: async (task) => {
      const handler = tasks[task.stateName];
      if (handler === undefined) throw new TaskFailure("NoHandler", task.stateName);
      return await handler(task);
    },
    ...more,
  });
}

/** The value of one JSONata expression, as a Pass state's Output. */
export async function evaluate(source: string, input: Json = {}): Promise<ExecutionOutcome> {
  return await run({ Only: { Type: "Pass", Output: `{% ${source} %}`, End: true } }, input);
}

export function task(more: Readonly<Record<string, Json>> = {}): Json {
  const isTerminal = !("Next" in more);
  return { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", ...(isTerminal ? { End: true } : {}), ...more };
}
