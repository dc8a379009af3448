import type { Definition, State, TaskState } from "#asl";

// What a person who writes Amazon States Language by hand would write, with as few states as the job needs. Retriers and
// timeouts are left out: they change no transition of these cases.

type Rest = Omit<TaskState, "Type" | "Resource" | "Arguments">;

/** A call of a task function, by the name in its contract. */
export function call(task: string, payload: Readonly<Record<string, unknown>>, rest: Rest): TaskState {
  const pascal = task
    .split("-")
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join("");
  return {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: { FunctionName: `\${${pascal}FunctionArn}`, Payload: payload as never },
    ...rest,
  };
}

export function machine(startAt: string, states: Readonly<Record<string, State>>): Definition {
  return { QueryLanguage: "JSONata", StartAt: startAt, States: states };
}

/** What the result of the state's function holds under a name. */
export function result(member: string): string {
  return `{% $states.result.Payload.${member} %}`;
}
