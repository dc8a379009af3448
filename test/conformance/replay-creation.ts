import {
  CreateStateMachineCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from "@aws-sdk/client-sfn";
import type {
  CreateStateMachineInput,
  UpdateStateMachineInput,
  ValidateStateMachineDefinitionInput,
} from "@aws-sdk/client-sfn";
import type { Json } from "#asl";
import { roleArn, standInService } from "../local/runtime/stand-ins.ts";
import { openStates } from "../protocol/states-client.ts";
import type { StatesClient } from "../protocol/states-client.ts";
import { refusalOf } from "./recorded-case.ts";
import type { RecordedCase } from "./recorded-case.ts";

// The recorded calls of one test go to one local cloud of their own, in the order in which AWS must have got them.

/** What the local cloud answered to a call that creates, updates or validates. */
export interface CreationAnswer {
  readonly accepted: boolean;
  readonly error?: { readonly code: string; readonly message: string };
  readonly diagnostics?: readonly unknown[];
}

/** Makes the calls of one test; the answers are by the id of the case. */
export async function replayCreations(cases: readonly RecordedCase[]): Promise<ReadonlyMap<string, CreationAnswer>> {
  const logs = standInService("logs", {
    DescribeLogGroups: ({ logGroupNamePrefix }) => ({
      logGroups: logGroupNamePrefix === gone ? [] : [{ logGroupName: logGroupNamePrefix }],
    }),
  });
  const client = await openStates({ others: [logs] });
  const answers = new Map<string, CreationAnswer>();
  try {
    for (const recorded of inOrder(cases)) answers.set(recorded.id, await replay(client, recorded));
  } finally {
    await client.close();
  }
  return answers;
}

/** Before a name can be taken, or a machine updated, there is one. */
function inOrder(cases: readonly RecordedCase[]): readonly RecordedCase[] {
  const rank = (recorded: RecordedCase): number => {
    if (refusalOf(recorded)?.code === "StateMachineAlreadyExists") return 1;
    return recorded.expected.api === "update_state_machine" ? 2 : 0;
  };
  return cases.toSorted((one, other) => rank(one) - rank(other));
}

async function replay({ sfn }: StatesClient, recorded: RecordedCase): Promise<CreationAnswer> {
  const input = inputOf(recorded);
  try {
    switch (recorded.expected.api) {
      case "validate_state_machine_definition": {
        const command = new ValidateStateMachineDefinitionCommand(
          input as unknown as ValidateStateMachineDefinitionInput,
        );
        const { result, diagnostics = [] } = await sfn.send(command);
        return { accepted: result === "OK", diagnostics };
      }
      case "update_state_machine":
        await sfn.send(new UpdateStateMachineCommand(input as unknown as UpdateStateMachineInput));
        return { accepted: true };
      default:
        await sfn.send(new CreateStateMachineCommand({ roleArn, ...input } as unknown as CreateStateMachineInput));
        return { accepted: true };
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { accepted: false, error: { code: error.name, message: error.message } };
  }
}

type Args = Readonly<Record<string, unknown>>;

function inputOf(recorded: RecordedCase): Args {
  const { definition, definitionIsJson, args = {} } = recorded;
  const { stateMachineArn, loggingConfiguration, ...rest } = args;
  // The corpus has definitions as they read, not as they were written. AWS takes the same under another spacing for another.
  const isOther = refusalOf(recorded)?.code === "StateMachineAlreadyExists";
  const text = definitionIsJson ? JSON.stringify(definition, null, isOther ? 2 : 0) : String(definition);
  return {
    definition: text,
    ...rest,
    ...(typeof stateMachineArn === "string" ? { stateMachineArn: here(stateMachineArn) } : {}),
    ...(loggingConfiguration === undefined ? {} : { loggingConfiguration: loggingTo(recorded) }),
  };
}

/** Recordings have another account than the local cloud's. */
function here(arn: string): string {
  return arn.replace(":111111111111:", ":000000000000:");
}

const gone = "/gone";

/** The recorded ARN of the log group is a placeholder; where AWS did not find the group, its test had deleted it. */
function loggingTo(recorded: RecordedCase): Json {
  const group = refusalOf(recorded)?.code === "InvalidLoggingConfiguration" ? gone : "/there";
  const logGroupArn = `arn:aws:logs:us-east-1:000000000000:log-group:${group}:*`;
  return {
    ...(recorded.args?.["loggingConfiguration"] as Readonly<Record<string, Json>>),
    destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }],
  };
}
