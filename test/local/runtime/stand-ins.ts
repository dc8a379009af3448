import type { Cloud, CreateService, Operation, ServiceName } from "../../../src/local/service.ts";
import { createIamService } from "../../../src/local/services/iam/index.ts";
import { createStsService } from "../../../src/local/services/sts/index.ts";
import { createStatesServiceWith } from "../../../src/local/services/states/index.ts";
import type { ExecutionLog, StatesMetric, Outlets } from "../../../src/local/runtime/outlets.ts";
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
  "FunctionName Payload ClientContext InvocationType Qualifier Entries QueueUrl MessageBody Bucket Key Body logGroupNamePrefix".split(
    " ",
  );

const trust = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
  });

const anything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

/** Makes the role of the tests' state machines, which may do everything, and two that are of no use to them. */
export async function createRoles(cloud: Cloud): Promise<void> {
  const call = (operation: string, input: object) => cloud.call("iam", operation, input, { kind: "root" });
  const create = (RoleName: string, service: string) =>
    call("CreateRole", { RoleName, AssumeRolePolicyDocument: trust(service) });
  await create("machine", "states.amazonaws.com");
  await create("powerless", "states.amazonaws.com");
  await create("distrustful", "lambda.amazonaws.com");
  const PolicyDocument = JSON.stringify(anything);
  await call("PutRolePolicy", { RoleName: "machine", PolicyName: "anything", PolicyDocument });
}

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
  readonly metrics: StatesMetric[];
  readonly logs: ExecutionLog[];
}

/** Keeps what the runtime tells others. */
export function keepTold(): { readonly told: Told; readonly outlets: Outlets } {
  const told: Told = { events: [], metrics: [], logs: [] };
  const outlets: Outlets = {
    putEvents: (events) => void told.events.push(...events),
    recordMetrics: (metrics) => void told.metrics.push(...metrics),
    writeLog: (log) => void told.logs.push(log),
  };
  return { told, outlets };
}

export interface StatesCloudOptions extends Partial<StartCloudOptions> {
  readonly outlets?: Outlets;
  /** @default answers its input */
  readonly lambda?: FunctionStandIn;
  readonly others?: readonly CreateService[];
}

/** A cloud of Step Functions with its roles and a Lambda stand-in. */
export async function createStatesCloud(options: StatesCloudOptions = {}): Promise<TestCloud> {
  const { outlets = keepTold().outlets, lambda = (payload) => payload, others = [], ...rest } = options;
  const services = [
    createStsService,
    createIamService,
    lambdaStandIn(lambda),
    ...others,
    ((cloud) => createStatesServiceWith(cloud, outlets)) satisfies CreateService,
  ];
  const cloud = await createTestCloud({ services, ...rest });
  await createRoles(cloud.cloud);
  return cloud;
}
