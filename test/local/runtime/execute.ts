import type { DescribeExecutionOutput, GetExecutionHistoryOutput } from "@aws-sdk/client-sfn";
import type { TestCloud } from "../../support/test-cloud.ts";

const root = { kind: "root" } as const;

/** Calls Step Functions inside the process. */
export function callStates<Output>({ cloud }: TestCloud, operation: string, input: object): Promise<Output> {
  return cloud.call<Output>("states", operation, input, root);
}

/** Creates a state machine of these states and gives its ARN. */
export async function createMachine(
  cloud: TestCloud,
  states: object,
  name = "machine",
  role = "machine",
): Promise<string> {
  const StartAt = Object.keys(states)[0];
  const definition = JSON.stringify({ QueryLanguage: "JSONata", StartAt, States: states });
  const created = await callStates<{ stateMachineArn: string }>(cloud, "CreateStateMachine", {
    name,
    roleArn: `arn:aws:iam::000000000000:role/${role}`,
    definition,
  });
  return created.stateMachineArn;
}

export async function start(
  cloud: TestCloud,
  stateMachineArn: string,
  input: unknown = {},
  name?: string,
): Promise<string> {
  const started = await callStates<{ executionArn: string }>(cloud, "StartExecution", {
    stateMachineArn,
    input: JSON.stringify(input),
    ...(name === undefined ? {} : { name }),
  });
  return started.executionArn;
}

export function describeExecution(cloud: TestCloud, executionArn: string): Promise<DescribeExecutionOutput> {
  return callStates(cloud, "DescribeExecution", { executionArn });
}

/** Resolves with the execution's description once it is over. */
export async function finished(cloud: TestCloud, executionArn: string): Promise<DescribeExecutionOutput> {
  return await until(cloud, executionArn, async () => {
    const described = await describeExecution(cloud, executionArn);
    return described.status === "RUNNING" ? undefined : described;
  });
}

/** Asks `look` now and whenever the execution took a step, until it gives something. */
export async function until<Seen>(
  { cloud }: TestCloud,
  executionArn: string,
  look: () => Promise<Seen | undefined>,
): Promise<Seen> {
  const waiting = Promise.withResolvers<Seen>();
  const check = (): void => {
    look().then((seen) => seen !== undefined && waiting.resolve(seen), waiting.reject);
  };
  const unsubscribe = cloud.subscribe((topic, id) => topic === "execution" && id === executionArn && check());
  check();
  try {
    return await waiting.promise;
  } finally {
    unsubscribe();
  }
}

export async function historyTypes(cloud: TestCloud, executionArn: string): Promise<readonly string[]> {
  const input = { executionArn, maxResults: 1000 };
  const { events } = await callStates<GetExecutionHistoryOutput>(cloud, "GetExecutionHistory", input);
  return (events ?? []).map(({ type }) => type ?? "");
}

/** A Task state that invokes a function with its input and gives the function's answer. */
export function lambdaTask(next: object): object {
  return {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: { FunctionName: "work", Payload: "{% $states.input %}" },
    Output: "{% $states.result.Payload %}",
    ...next,
  };
}
