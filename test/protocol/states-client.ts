import { CreateStateMachineCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { CreateStateMachineCommandInput } from "@aws-sdk/client-sfn";
import { createStatesCloud, roleArn } from "../local/runtime/stand-ins.ts";
import type { TestCloud } from "../support/test-cloud.ts";

/** Step Functions alone in a cloud, with its client, for one test file. */
export interface StatesClient {
  readonly cloud: TestCloud;
  readonly sfn: SFNClient;
  /** Creates a state machine; gives its ARN. */
  readonly create: (
    name: string,
    definition: string,
    more?: Partial<CreateStateMachineCommandInput>,
  ) => Promise<string>;
  /** Starts an execution; gives its ARN. */
  readonly start: (stateMachineArn: string, input?: string, executionName?: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

export async function openStates(options?: Parameters<typeof createStatesCloud>[0]): Promise<StatesClient> {
  const cloud = await createStatesCloud(options);
  const sfn = new SFNClient(cloud.clientConfig);
  return {
    cloud,
    sfn,
    async create(name, definition, more = {}) {
      const created = await sfn.send(new CreateStateMachineCommand({ name, roleArn, definition, ...more }));
      return created.stateMachineArn ?? "";
    },
    async start(stateMachineArn, input, executionName) {
      const request = { stateMachineArn, input, name: executionName };
      return (await sfn.send(new StartExecutionCommand(request))).executionArn ?? "";
    },
    async close() {
      sfn.destroy();
      await cloud.close();
    },
  };
}

/** A definition of these states, the first of them first. */
export const states = (named: object): string =>
  JSON.stringify({ QueryLanguage: "JSONata", StartAt: Object.keys(named)[0], States: named });

export const done = states({ Done: { Type: "Succeed" } });
export const waiting = states({ Wait: { Type: "Wait", Seconds: 3600, End: true } });

/** The error's name and message. */
export const refusal = (call: Promise<unknown>): Promise<readonly [string, string]> =>
  call.then(
    () => ["accepted", ""],
    (error: Error) => [error.name, error.message],
  );
