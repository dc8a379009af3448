import type { Json, State } from "#asl";
import { isRecord } from "../is-record.ts";
import { goesOn } from "../states/task-resource.ts";
import { invalidRequest } from "./refusal.ts";
import { testedName } from "./tested-state.ts";
import type { TestStateOptions, TestStateRequest } from "./types.ts";

type Members = Readonly<Record<string, Json>>;

/** What a given context object may hold. */
const members: Readonly<Record<string, Readonly<Record<string, "string" | "number" | "any">>>> = {
  Execution: {
    Id: "string",
    Input: "any",
    Name: "string",
    RedriveCount: "number",
    RedriveTime: "string",
    RoleArn: "string",
    StartTime: "string",
  },
  State: { EnteredTime: "string", Name: "string", RetryCount: "number" },
  StateMachine: { Id: "string", Name: "string" },
  Task: { Token: "string" },
};

/** Reads the context object that a test gives; refuses what no context object has. */
export function givenContext(text: string, state: State): Members {
  const refuse = (words: string) => invalidRequest(`Invalid Context object provided: ${words}`);
  let context: unknown;
  try {
    context = JSON.parse(text);
  } catch {
    throw refuse("must be valid JSON");
  }
  if (!isRecord(context)) throw refuse("must be a JSON object");
  for (const [name, part] of Object.entries(context)) {
    if (name === "Map") throw refuse("'Map' field is not supported when mocking a Context object");
    const allowed = Object.hasOwn(members, name) ? members[name] : undefined;
    if (allowed === undefined) throw refuse(`Field '${name}' is not allowed`);
    if (!isRecord(part)) throw refuse(`${name} must be an object`);
    if (name === "Task" && !(state.Type === "Task" && goesOn(state.Resource))) {
      const patterns = "a '.sync' or '.waitForTaskToken' service integration pattern";
      throw refuse(`Context object contains 'Task' when state is not a Task state with ${patterns}`);
    }
    for (const [field, value] of Object.entries(part)) {
      const type = Object.hasOwn(allowed, field) ? allowed[field] : undefined;
      if (type === undefined) throw refuse(`Field '${field}' is not allowed`);
      if (type !== "any" && typeof value !== type) throw refuse(`${name}.${field} must be a ${type}`);
    }
  }
  return context;
}

/** The context object of a test: what it gives, for the rest an execution that is pretended, of type Express as on AWS. */
export function testedContext(
  request: TestStateRequest,
  { state, input, given }: { readonly state: State; readonly input: Json; readonly given: Members | undefined },
  options: Required<Pick<TestStateOptions, "at" | "region" | "account" | "id">>,
): Members {
  const { at, region, account, id } = options;
  const time = new Date(at).toISOString();
  const arn = (kind: string, name: string) => `arn:aws:states:${region}:${account}:${kind}:${name}`;
  const retryCount = request.stateConfiguration?.retrierRetryCount ?? 0;
  const canRetry = state.Type === "Task" || state.Type === "Map" || state.Type === "Parallel";
  const part = (name: string): object => (given?.[name] ?? {}) as object;
  return {
    Execution: {
      Id: arn("express", `${id}:${id}`),
      Input: input,
      Name: id,
      RoleArn: request.roleArn ?? null,
      StartTime: time,
      ...part("Execution"),
    },
    StateMachine: { Id: arn("stateMachine", id), Name: id, ...part("StateMachine") },
    State: {
      Name: testedName,
      EnteredTime: time,
      ...(canRetry ? { RetryCount: retryCount } : {}),
      ...part("State"),
    },
    ...(given?.Task === undefined ? {} : { Task: given.Task }),
  };
}
