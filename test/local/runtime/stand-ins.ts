import type { CreateService, Operation, ServiceName } from "../../../src/local/service.ts";
import { createStsService } from "../../../src/local/services/sts/index.ts";
import { createStatesServiceWith } from "../../../src/local/services/states/index.ts";
import type { ExecutionMetric, LogLine, Outlets } from "../../../src/local/runtime/outlets.ts";
import type { StatusChangeEvent } from "../../../src/local/runtime/status-change-event.ts";
import { AwsError } from "../../../src/local/aws-error.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";
import type { StartCloudOptions } from "../../../src/local/start-cloud.ts";
import type { JsonObject } from "#asl";

// Step Functions alone in a cloud, with stand-ins for what it calls.

export const roleArn = "arn:aws:iam::000000000000:role/machine";

/** What the stand-in for one operation does. */
export type StandIn = (input: Readonly<Record<string, unknown>>) => unknown;

/** A service whose operations are stand-ins that take every member. */
export function standInService(name: ServiceName, operations: Readonly<Record<string, StandIn>>): CreateService {
  const toOperation = (handle: StandIn): Operation<never, unknown> => ({
    members: allMembers,
    handle: (input: Readonly<Record<string, unknown>>) => handle(input),
  });
  return () => ({
    name,
    operations: Object.fromEntries(Object.entries(operations).map(([key, handle]) => [key, toOperation(handle)])),
  });
}

// The members that the tests use, whatever the operation.
const allMembers =
  "FunctionName Payload ClientContext InvocationType Qualifier RoleName Entries QueueUrl MessageBody Bucket Key Body logGroupNamePrefix".split(
    " ",
  );

const trust = {
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "states.amazonaws.com" } }],
};

/** A role that Step Functions may assume, unless its name is `missing` or `distrustful`. */
export const iamStandIn = standInService("iam", {
  GetRole: ({ RoleName }) => {
    if (RoleName === "missing") throw new AwsError("NoSuchEntity", "The role with name missing cannot be found.", 404);
    const policy = RoleName === "distrustful" ? { Statement: [] } : trust;
    return { Role: { AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(policy)) } };
  },
});

export type FunctionStandIn = (payload: JsonObject, input: Readonly<Record<string, unknown>>) => unknown;

/** Lambda with one function body for all names; what it returns is the payload, what it throws the function's error. */
export const lambdaStandIn = (body: FunctionStandIn): CreateService =>
  standInService("lambda", {
    Invoke: async (input) => {
      try {
        const text = Buffer.from((input.Payload as Uint8Array | undefined) ?? "{}").toString();
        const result = await body(JSON.parse(text) as JsonObject, input);
        return { StatusCode: 200, ExecutedVersion: "$LATEST", Payload: Buffer.from(JSON.stringify(result ?? null)) };
      } catch (error) {
        if (error instanceof AwsError || !(error instanceof Error)) throw error;
        const payload = { errorType: error.name, errorMessage: error.message };
        const Payload = Buffer.from(JSON.stringify(payload));
        return { StatusCode: 200, ExecutedVersion: "$LATEST", FunctionError: "Unhandled", Payload };
      }
    },
  });

export interface Told {
  readonly events: StatusChangeEvent[];
  readonly metrics: ExecutionMetric[];
  readonly logLines: { readonly group: string; readonly stream: string; readonly line: LogLine }[];
}

/** Keeps what the runtime tells others. */
export function keepTold(): { readonly told: Told; readonly outlets: Outlets } {
  const told: Told = { events: [], metrics: [], logLines: [] };
  const outlets: Outlets = {
    putEvents: (events) => void told.events.push(...events),
    recordMetric: (metric) => void told.metrics.push(metric),
    writeLog: async (group, stream, lines) =>
      void told.logLines.push(...lines.map((line) => ({ group, stream, line }))),
  };
  return { told, outlets };
}

export interface StatesCloudOptions extends Partial<StartCloudOptions> {
  readonly outlets?: Outlets;
  /** @default answers its input */
  readonly lambda?: FunctionStandIn;
  readonly others?: readonly CreateService[];
}

/** A cloud of Step Functions, an IAM stand-in and a Lambda stand-in. */
export function createStatesCloud(options: StatesCloudOptions = {}): Promise<TestCloud> {
  const { outlets = keepTold().outlets, lambda = (payload) => payload, others = [], ...rest } = options;
  const services = [
    createStsService,
    iamStandIn,
    lambdaStandIn(lambda),
    ...others,
    ((cloud) => createStatesServiceWith(cloud, outlets)) satisfies CreateService,
  ];
  return createTestCloud({ services, ...rest });
}
