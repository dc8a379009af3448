import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import type { Target } from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Message } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AwsError } from "../../../src/local/aws-error.ts";
import type { CreateService } from "../../../src/local/service.ts";
import { createEventsService, listRecentEvents, putServiceEvents } from "../../../src/local/services/events/index.ts";
import { createIamService } from "../../../src/local/services/iam/index.ts";
import { createLambdaService } from "../../../src/local/services/lambda/index.ts";
import { createLogsService } from "../../../src/local/services/logs/index.ts";
import { createSqsService } from "../../../src/local/services/sqs/index.ts";
import { createStsService } from "../../../src/local/services/sts/index.ts";
import { createRole } from "../../local/lambda/create-role.ts";
import { makeZip } from "../../local/lambda/make-zip.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import type { ManualClock } from "../../support/manual-clock.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

const machineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:ingest";
const starterArn = "arn:aws:iam::000000000000:role/starter";
const root = { kind: "root" } as const;

interface Start {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly input: string;
}

let starts: Start[];
let answer: (start: Start) => object;
let clock: ManualClock;
let cloud: TestCloud;
let events: EventBridgeClient;
let sqs: SQSClient;

// Stands in for Step Functions, so that it can fail at will.
const createMachines: CreateService = () => ({
  name: "states",
  operations: {
    StartExecution: {
      members: ["stateMachineArn", "name", "input"],
      authorize: (input: Start) => [{ action: "states:StartExecution", resource: input.stateMachineArn }],
      handle: (input: Start) => {
        starts.push(input);
        return answer(input);
      },
    },
  },
});

const services = [
  createIamService,
  createStsService,
  createLogsService,
  createSqsService,
  createLambdaService,
  createMachines,
  createEventsService,
];

beforeEach(async () => {
  starts = [];
  answer = () => ({ executionArn: "e", startDate: new Date() });
  clock = createManualClock();
  cloud = await createTestCloud({ services, clock });
  connect();
  await createRole(cloud.cloud, {
    name: "starter",
    service: "events.amazonaws.com",
    actions: ["states:StartExecution"],
  });
});

afterEach(() => cloud.close());

function connect(): void {
  events = new EventBridgeClient(cloud.clientConfig);
  sqs = new SQSClient(cloud.clientConfig);
}

async function addRule(pattern: object, target: Partial<Target>, bus = "default", name = "r"): Promise<void> {
  await events.send(new PutRuleCommand({ Name: name, EventBusName: bus, EventPattern: JSON.stringify(pattern) }));
  await events.send(
    new PutTargetsCommand({ Rule: name, EventBusName: bus, Targets: [{ Id: "t", Arn: machineArn, ...target }] }),
  );
}

async function put(detail: object, source = "app"): Promise<string> {
  const entry = { Source: source, DetailType: "made", Detail: JSON.stringify(detail) };
  const { Entries } = await events.send(new PutEventsCommand({ Entries: [entry] }));
  return Entries?.[0]?.EventId ?? "";
}

async function createQueue(name: string, isOpen = true): Promise<string> {
  const arn = `arn:aws:sqs:us-east-1:000000000000:${name}`;
  const statement = {
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: arn,
  };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const fifo = name.endsWith(".fifo") && { FifoQueue: "true", ContentBasedDeduplication: "true" };
  await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { ...(isOpen && { Policy }), ...fifo } }));
  return arn;
}

async function receive(name: string): Promise<readonly Message[]> {
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: `${cloud.endpoint}/000000000000/${name}`,
      MessageAttributeNames: ["All"],
      MessageSystemAttributeNames: ["MessageGroupId"],
      MaxNumberOfMessages: 10,
    }),
  );
  return Messages ?? [];
}

const attributesOf = (message: Message | undefined): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(message?.MessageAttributes ?? {}).map(([name, { StringValue }]) => [name, StringValue]),
  );

describe("delivery of events", () => {
  it("starts a state machine with the event, by the target's role", async () => {
    await addRule({ source: ["app"], detail: { n: [{ numeric: [">", 1] }] } }, { RoleArn: starterArn });
    await put({ n: 1 });
    const id = await put({ n: 2 });
    await expect.poll(() => starts.length).toBe(1);
    expect(starts[0]?.stateMachineArn).toBe(machineArn);
    expect(starts[0]?.name.startsWith(`${id}_`)).toBe(true);
    expect(starts[0]?.name.length).toBeLessThanOrEqual(80);
    expect(JSON.parse(starts[0]?.input ?? "")).toEqual({
      version: "0",
      id,
      "detail-type": "made",
      source: "app",
      account: "000000000000",
      time: "2026-01-01T00:00:00Z",
      region: "us-east-1",
      resources: [],
      detail: { n: 2 },
    });
    expect(listRecentEvents(cloud.cloud, 10)).toMatchObject([
      { rules: ["r"], openDeliveries: [], event: { id } },
      { rules: [], openDeliveries: [] },
    ]);
  });

  it("retries with growing pauses under one name, then dead-letters with AWS's attributes", async () => {
    const queue = await createQueue("dead");
    await addRule(
      { source: ["app"] },
      { RoleArn: starterArn, RetryPolicy: { MaximumRetryAttempts: 2 }, DeadLetterConfig: { Arn: queue } },
    );
    answer = () => {
      throw new AwsError("ThrottlingException", "Rate exceeded");
    };
    const id = await put({ n: 1 });
    await expect.poll(() => starts.length).toBe(1);
    expect(await receive("dead")).toEqual([]);
    for (const count of [2, 3]) {
      await clock.advance(10_000);
      await expect.poll(() => starts.length).toBe(count);
    }
    await expect.poll(() => listRecentEvents(cloud.cloud, 1)[0]?.openDeliveries.length).toBe(0);
    expect(new Set(starts.map(({ name }) => name)).size).toBe(1);
    const [message] = await receive("dead");
    expect(JSON.parse(message?.Body ?? "")).toMatchObject({ id, detail: { n: 1 } });
    expect(attributesOf(message)).toEqual({
      RULE_ARN: "arn:aws:events:us-east-1:000000000000:rule/r",
      TARGET_ARN: machineArn,
      ERROR_CODE: "THROTTLING",
      ERROR_MESSAGE: "Rate exceeded",
      EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts",
      RETRY_ATTEMPTS: "2",
    });
  });

  it("dead-letters at once what no retry can help", async () => {
    const queue = await createQueue("dead");
    await createRole(cloud.cloud, { name: "weak", service: "events.amazonaws.com" });
    const RoleArn = "arn:aws:iam::000000000000:role/weak";
    await addRule({ source: ["app"] }, { RoleArn, DeadLetterConfig: { Arn: queue } });
    await put({});
    await expect.poll(() => listRecentEvents(cloud.cloud, 1)[0]?.openDeliveries).toEqual([]);
    const [message] = await receive("dead");
    expect(starts).toEqual([]);
    expect(attributesOf(message)).toMatchObject({ ERROR_CODE: "NO_PERMISSIONS", RETRY_ATTEMPTS: "0" });
    expect(attributesOf(message)).not.toHaveProperty("EXHAUSTED_RETRY_CONDITION");
    expect(attributesOf(message).ERROR_MESSAGE).toContain("is not authorized to perform: states:StartExecution");
  });

  it("sends to a FIFO queue in the group that the target names, which it must", async () => {
    const queue = await createQueue("ordered.fifo");
    await expect(addRule({ source: ["app"] }, { Arn: queue })).rejects.toThrow(
      "Parameter(s) MessageGroupId must be specified for target: t.",
    );
    await addRule({ source: ["app"] }, { Arn: queue, SqsParameters: { MessageGroupId: "orders" } });
    await put({ order: 1 });
    await expect
      .poll(async () => (await receive("ordered.fifo")).map(({ Attributes }) => Attributes?.["MessageGroupId"]))
      .toEqual(["orders"]);
    await expect(
      addRule({ source: ["app"] }, { RoleArn: starterArn, SqsParameters: { MessageGroupId: "orders" } }),
    ).rejects.toThrow("SqsParameters");
  });

  it("keeps a delivery that nobody takes, with its reason", async () => {
    await createQueue("closed", false);
    await addRule({ source: ["app"] }, { Arn: "arn:aws:sqs:us-east-1:000000000000:closed" });
    await put({});
    await expect
      .poll(() => listRecentEvents(cloud.cloud, 1)[0]?.openDeliveries)
      .toMatchObject([{ state: "failed", error: expect.stringContaining("NO_PERMISSIONS: events.amazonaws.com") }]);
    expect(cloud.logged.join("\n")).toContain("could not deliver");
  });

  it("delivers after a restart what it had accepted, and counts an execution that exists as delivered", async () => {
    await addRule({ source: ["app"] }, { RoleArn: starterArn });
    answer = () => {
      throw new AwsError("InternalError", "not now");
    };
    await put({ n: 1 });
    await expect.poll(() => listRecentEvents(cloud.cloud, 1)[0]?.openDeliveries[0]?.attempts).toBe(1);
    const [first] = starts;
    answer = () => {
      throw new AwsError("ExecutionAlreadyExists", "it does");
    };
    cloud = await cloud.restart();
    connect();
    await clock.advance(10_000);
    await expect.poll(() => starts.length).toBe(2);
    expect(starts[1]?.name).toBe(first?.name);
    await expect.poll(() => listRecentEvents(cloud.cloud, 1)[0]?.openDeliveries).toEqual([]);
  });

  it("refuses a detail that is nested too deeply, and is not held up by an event that it cannot look at", async () => {
    await addRule({ source: ["app"] }, { RoleArn: starterArn });
    const nested = (depth: number): string => `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    const entry = { Source: "app", DetailType: "made", Detail: nested(1000) };
    const { Entries } = await events.send(new PutEventsCommand({ Entries: [entry] }));
    expect(Entries?.[0]).toMatchObject({ ErrorCode: "MalformedDetail" });
    cloud.cloud.db
      .prepare(
        "INSERT INTO events_events (id, bus, envelope, accepted_at, is_routed, matches) VALUES ('x', 'default', ?, 0, 0, '[]')",
      )
      .run(
        JSON.stringify({ id: "x", source: "app", "detail-type": "made" }).replace("}", `,"detail":${nested(100_000)}}`),
      );
    await put({ n: 1 });
    await expect.poll(() => starts.length).toBe(1);
    expect(cloud.logged.join("\n")).toContain("x cannot be matched: RangeError");
  });

  it("takes events of services, on the default bus", async () => {
    await addRule(
      { source: ["aws.s3"], detail: { object: { key: [{ wildcard: "in/*.csv" }] } } },
      { RoleArn: starterArn },
    );
    const detail = { bucket: { name: "landing" }, object: { key: "in/a b.csv", size: 3 } };
    putServiceEvents(cloud.cloud, [
      { source: "aws.s3", detailType: "Object Created", detail, resources: ["arn:aws:s3:::landing"] },
    ]);
    await expect.poll(() => starts.length).toBe(1);
    expect(JSON.parse(starts[0]?.input ?? "")).toMatchObject({
      source: "aws.s3",
      "detail-type": "Object Created",
      detail,
    });
  });

  it("shapes the input by constant, path and template", async () => {
    await addRule({ source: ["app"] }, { RoleArn: starterArn, Input: `{"fixed":true}` }, "default", "constant");
    await addRule({ source: ["app"] }, { RoleArn: starterArn, InputPath: "$.detail.list[1]" }, "default", "path");
    await addRule(
      { source: ["app"] },
      {
        RoleArn: starterArn,
        InputTransformer: {
          InputPathsMap: { n: "$.detail.n", name: "$.detail['a name']", none: "$.detail.none", kind: "$.detail-type" },
          InputTemplate: `{"n": <n>, "text": "<kind>: <name>!", "none": <none>, "rule": "<aws.events.rule-name>"}`,
        },
      },
      "default",
      "template",
    );
    await put({ n: { deep: 1 }, list: [0, { b: 2 }], "a name": `say "hi"` });
    await expect.poll(() => starts.length).toBe(3);
    const inputs = starts.map(({ input }) => JSON.parse(input) as unknown);
    expect(inputs).toContainEqual({ fixed: true });
    expect(inputs).toContainEqual({ b: 2 });
    expect(inputs).toContainEqual({ n: { deep: 1 }, text: `made: say "hi"!`, none: null, rule: "template" });
  });

  it("reaches queues, other buses and log groups", async () => {
    const queue = await createQueue("inbox");
    await events.send(new CreateEventBusCommand({ Name: "second" }));
    await cloud.cloud.call("logs", "CreateLogGroup", { logGroupName: "/events/all" }, root);
    await addRule({ source: ["app"] }, { Arn: "arn:aws:events:us-east-1:000000000000:event-bus/second" });
    await addRule({ source: ["app"] }, { Arn: queue }, "second");
    const logGroup = "arn:aws:logs:us-east-1:000000000000:log-group:/events/all";
    const statement = {
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${logGroup}:*`,
    };
    const policyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    await cloud.cloud.call("logs", "PutResourcePolicy", { policyName: "events", policyDocument }, root);
    await addRule({ source: ["app"] }, { Arn: logGroup }, "second", "log");
    const id = await put({ n: 1 });
    await expect.poll(async () => (await receive("inbox")).map(({ Body }) => JSON.parse(Body ?? "").id)).toEqual([id]);
    const read = async (): Promise<readonly string[]> => {
      const input = { logGroupName: "/events/all" };
      const found = await cloud.cloud.call<{ events: readonly { message: string }[] }>(
        "logs",
        "FilterLogEvents",
        input,
        root,
      );
      return found.events.map(({ message }) => (JSON.parse(message) as { id: string }).id);
    };
    await expect.poll(read).toEqual([id]);
  });

  it("invokes a function whose policy lets EventBridge in, and no other", async () => {
    const queue = await createQueue("done");
    const Role = await createRole(cloud.cloud, {
      name: "fn",
      service: "lambda.amazonaws.com",
      actions: ["sqs:SendMessage"],
    });
    const source = `export const handler = async (event) => event.detail.n`;
    const Code = { ZipFile: makeZip({ "index.mjs": source }) };
    const create = { FunctionName: "f", Runtime: "nodejs24.x", Handler: "index.handler", Role, Code };
    await cloud.cloud.call("lambda", "CreateFunction", create, root);
    const config = { FunctionName: "f", DestinationConfig: { OnSuccess: { Destination: queue } } };
    await cloud.cloud.call("lambda", "PutFunctionEventInvokeConfig", config, root);
    await addRule({ source: ["app"] }, { Arn: "arn:aws:lambda:us-east-1:000000000000:function:f" });
    await put({ n: 1 });
    await expect
      .poll(() => listRecentEvents(cloud.cloud, 1)[0]?.openDeliveries)
      .toMatchObject([{ state: "failed", error: expect.stringContaining("lambda:InvokeFunction") }]);
    const permission = {
      FunctionName: "f",
      StatementId: "events",
      Action: "lambda:InvokeFunction",
      Principal: "events.amazonaws.com",
      SourceArn: "arn:aws:events:us-east-1:000000000000:rule/r",
    };
    await cloud.cloud.call("lambda", "AddPermission", permission, root);
    await put({ n: 2 });
    const answers = async (): Promise<unknown[]> =>
      (await receive("done")).map(
        ({ Body }) => (JSON.parse(Body ?? "") as { responsePayload: unknown }).responsePayload,
      );
    await expect.poll(answers, { timeout: 4000 }).toEqual([2]);
  });
});
