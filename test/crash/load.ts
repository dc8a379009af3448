import { createHash, randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { DeleteMessageBatchCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { callScheduler } from "../protocol/scheduler/scheduler-client.ts";
import { type AcceptedItems, noItemsAccepted, tableLoad } from "./table-load.ts";
import { bucket, machineArn, schedulerRoleArn } from "./workload-stack.ts";

/** What the cloud has acknowledged across all lives: it may lose none of it. */
export interface Accepted {
  /** Key → SHA-256 of the bytes, in hex. */
  readonly objects: Map<string, string>;
  readonly eventIds: Set<string>;
  /** Names. */
  readonly executions: Set<string>;
  /** Names of one-time schedules, each of which starts one execution and is then deleted. */
  readonly schedules: Set<string>;
  readonly items: AcceptedItems;
  /** Ids of the events that the queue has had, which are taken off it. */
  readonly seen: Set<string>;
}

export function nothingAccepted(): Accepted {
  return {
    objects: new Map(),
    eventIds: new Set(),
    executions: new Set(),
    schedules: new Set(),
    items: noItemsAccepted(),
    seen: new Set(),
  };
}

export interface Clients {
  readonly endpoint: string;
  readonly s3: S3Client;
  readonly events: EventBridgeClient;
  readonly sfn: SFNClient;
  readonly sqs: SQSClient;
  readonly dynamodb: DynamoDBClient;
  readonly cloudformation: CloudFormationClient;
}

export function clientsOf(endpoint: string): Clients {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const config = { region: "us-east-1", endpoint, credentials, maxAttempts: 1 };
  return {
    endpoint,
    s3: new S3Client({ ...config, forcePathStyle: true }),
    events: new EventBridgeClient(config),
    sfn: new SFNClient({ ...config, disableHostPrefix: true }),
    sqs: new SQSClient(config),
    dynamodb: new DynamoDBClient(config),
    cloudformation: new CloudFormationClient(config),
  };
}

export async function deploy({ cloudformation }: Clients, TemplateBody: string): Promise<void> {
  const StackName = "crash";
  await cloudformation.send(
    new CreateStackCommand({ StackName, TemplateBody, Capabilities: ["CAPABILITY_NAMED_IAM"] }),
  );
  for (;;) {
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
    const { StackStatus, StackStatusReason } = Stacks?.[0] ?? {};
    if (StackStatus === "CREATE_COMPLETE") return;
    if (StackStatus !== "CREATE_IN_PROGRESS") throw new Error(`${StackStatus}: ${StackStatusReason}`);
    await pause(20);
  }
}

/** A number that is never given twice, by which things are named. */
export type NextNumber = () => number;

/**
 * Uploads, puts events, starts executions, makes schedules, answers tokens and writes items, all at once, until `signal` aborts. What the cloud
 * acknowledges is noted; a request that a kill cut off may or may not have happened.
 */
export async function load(clients: Clients, accepted: Accepted, next: NextNumber, signal: AbortSignal): Promise<void> {
  const tokens = await queueUrl(clients, "crash-tokens").catch(() => undefined);
  if (tokens === undefined) return;
  const again = async (act: () => Promise<void>): Promise<void> => {
    while (!signal.aborted) {
      // A connection of the life before, or the end of this one: nobody has promised anything.
      await act().catch(() => undefined);
      await pause(Math.random() * 20);
    }
  };
  const ways = [
    () => upload(clients, accepted, next()),
    () => upload(clients, accepted, next()),
    () => uploadInParts(clients, accepted, next()),
    () => putEvents(clients, accepted, next()),
    () => startExecution(clients, accepted, next(), tokens),
    () => createSchedule(clients, accepted, next()),
    () => consume(clients, accepted),
    ...tableLoad(clients.dynamodb, accepted.items, next),
  ];
  await Promise.all(ways.map(again));
}

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

async function upload({ s3 }: Clients, { objects }: Accepted, number: number): Promise<void> {
  const Key = `in/${number}.bin`;
  const Body = randomBytes(Math.floor(Math.random() ** 3 * 200_000));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  objects.set(Key, digest(Body));
}

const partBytes = 5 * 1024 * 1024;
const firstPart = randomBytes(partBytes);

async function uploadInParts({ s3 }: Clients, { objects }: Accepted, number: number): Promise<void> {
  const place = { Bucket: bucket, Key: `parts/${number}.bin` };
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(place));
  const bodies = [firstPart, randomBytes(1000)];
  const Parts = [];
  for (const [index, Body] of bodies.entries()) {
    const PartNumber = index + 1;
    const { ETag } = await s3.send(new UploadPartCommand({ ...place, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag });
  }
  await s3.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } }));
  objects.set(place.Key, digest(Buffer.concat(bodies)));
  // Large objects are for their bytes, not for their number.
  await pause(400);
}

async function putEvents({ events }: Clients, { eventIds }: Accepted, number: number): Promise<void> {
  const entry = { Source: "crash", DetailType: "Happened", Detail: JSON.stringify({ number }) };
  const { Entries = [] } = await events.send(new PutEventsCommand({ Entries: [entry, entry] }));
  for (const { EventId } of Entries) if (EventId !== undefined) eventIds.add(EventId);
}

async function startExecution(
  { sfn }: Clients,
  { executions }: Accepted,
  number: number,
  tokens: string,
): Promise<void> {
  const name = `run-${number}`;
  const input = JSON.stringify({ tokens });
  await sfn.send(new StartExecutionCommand({ stateMachineArn: machineArn("crash-steps"), name, input }));
  executions.add(name);
}

async function createSchedule(clients: Clients, { schedules }: Accepted, number: number): Promise<void> {
  const name = `tick-${number}`;
  // One whose time has passed when it is taken would never start anything, and the machine is busy.
  const at = new Date(Date.now() + 8000 + Math.random() * 4000).toISOString().slice(0, 19);
  const { status } = await callScheduler(clients, "POST", `/schedules/${name}`, {
    ScheduleExpression: `at(${at})`,
    FlexibleTimeWindow: { Mode: "OFF" },
    ActionAfterCompletion: "DELETE",
    Target: {
      Arn: machineArn("crash-react"),
      RoleArn: schedulerRoleArn,
      Input: JSON.stringify({ id: name, detail: {} }),
    },
  });
  if (status === 200) schedules.add(name);
  // Each starts an execution in a while: they must not take the time of what else is loaded.
  await pause(100);
}

const queueUrl = async ({ sqs }: Clients, QueueName: string): Promise<string> =>
  (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl ?? "";

/** Answers the executions that ask, and takes the events that the rules sent to the queue; says whether there were any. */
export async function consume(clients: Clients, { seen }: Accepted): Promise<void> {
  await takeAll(clients, "crash-tokens", async (body) => {
    const { token, run } = JSON.parse(body) as { token: string; run: string };
    const answer = new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify({ run, step: "asked" }) });
    // An answer that was committed but not acknowledged is asked for again.
    await clients.sfn.send(answer).catch((error: Error) => {
      if (error.name !== "TaskTimedOut" && error.name !== "InvalidToken") throw error;
    });
  });
  await takeAll(clients, "crash-seen", async (body) => {
    const { id, detail } = JSON.parse(body) as { id: string; detail: { object?: { key: string } } };
    seen.add(detail.object === undefined ? id : detail.object.key);
  });
}

async function takeAll(clients: Clients, queue: string, take: (body: string) => Promise<void>): Promise<void> {
  const QueueUrl = await queueUrl(clients, queue);
  for (;;) {
    const request = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
    const { Messages = [] } = await clients.sqs.send(request);
    if (Messages.length === 0) return;
    await Promise.all(Messages.map(({ Body = "" }) => take(Body)));
    const Entries = Messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId ?? "", ReceiptHandle }));
    await clients.sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
}
