import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { GetQueueUrlCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, expect, it } from "vitest";
import { beginLife } from "./life.ts";
import { type Clients, clientsOf, deploy } from "./load.ts";

const kills = Math.min(Number(process.env.KILLS ?? 60), 60);
const folder = mkdtempSync(join(tmpdir(), "millrace-crash-sources-"));
const journal = join(folder, "journal.txt");
const dataFolder = join(folder, "data");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Writes down what it gets, which no kill of the cloud takes back.
const code = `
const { appendFileSync } = require("node:fs");
exports.handler = async ({ Records }) => {
  for (const { body, dynamodb } of Records) appendFileSync(${JSON.stringify(journal)}, (body ?? dynamodb.Keys.id.S) + "\\n");
};`;

const arn = (id: string, name = "Arn") => ({ "Fn::GetAtt": [id, name] });

function stack(): string {
  const statement = { Effect: "Allow", Action: ["sqs:*", "dynamodb:*", "logs:*"], Resource: "*" };
  const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
  const document = (one: object) => ({ Version: "2012-10-17", Statement: [one] });
  const map = (EventSourceArn: object, more: object = {}) => ({
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: { EventSourceArn, FunctionName: { Ref: "Note" }, ...more },
  });
  return JSON.stringify({
    Resources: {
      Table: {
        Type: "AWS::DynamoDB::Table",
        Properties: {
          TableName: "ordered",
          AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
          KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
          BillingMode: "PAY_PER_REQUEST",
          StreamSpecification: { StreamViewType: "KEYS_ONLY" },
        },
      },
      Queue: {
        Type: "AWS::SQS::Queue",
        Properties: { QueueName: "ordered.fifo", FifoQueue: true, VisibilityTimeout: 2 },
      },
      Role: {
        Type: "AWS::IAM::Role",
        Properties: {
          AssumeRolePolicyDocument: document(trust),
          Policies: [{ PolicyName: "all", PolicyDocument: document(statement) }],
        },
      },
      Note: {
        Type: "AWS::Lambda::Function",
        Properties: {
          Code: { ZipFile: code },
          Handler: "index.handler",
          Runtime: "nodejs24.x",
          Role: arn("Role"),
          Timeout: 2,
        },
      },
      FromTable: map(arn("Table", "StreamArn"), { StartingPosition: "TRIM_HORIZON", BatchSize: 10 }),
      FromQueue: map(arn("Queue"), { BatchSize: 3 }),
    },
  });
}

/** Puts items and sends messages, each kind one after the other, until `signal` aborts; notes what was acknowledged. */
async function load(clients: Clients, accepted: Set<string>, next: () => number, signal: AbortSignal): Promise<void> {
  const { QueueUrl } = await clients.sqs.send(new GetQueueUrlCommand({ QueueName: "ordered.fifo" }));
  const put = (id: string) =>
    clients.dynamodb.send(new PutItemCommand({ TableName: "ordered", Item: { id: { S: id } } }));
  const send = (id: string) =>
    clients.sqs.send(
      new SendMessageCommand({ QueueUrl, MessageBody: id, MessageGroupId: "g", MessageDeduplicationId: id }),
    );
  const repeat = async (act: (id: string) => Promise<unknown>, prefix: string): Promise<void> => {
    while (!signal.aborted) {
      const id = `${prefix}-${String(next()).padStart(6, "0")}`;
      // What a kill cut off may or may not have happened.
      await act(id).then(
        () => accepted.add(id),
        () => undefined,
      );
    }
  };
  await Promise.all([repeat(put, "item"), repeat(send, "message")]);
}

it(`gives functions every change of a table and every message of a FIFO queue, in order, though the process is killed ${kills} times`, async () => {
  writeFileSync(journal, "");
  const accepted = new Set<string>();
  let number = 0;
  const next = (): number => (number += 1);
  const first = beginLife({ dataFolder });
  const endpoint = await first.ready;
  const port = Number(new URL(endpoint).port);
  const clients = clientsOf(endpoint);
  await deploy(clients, stack());
  await first.kill();
  for (let kill = 1; kill <= kills; kill += 1) {
    const life = beginLife({ dataFolder, port });
    await life.ready;
    const ending = new AbortController();
    const loaded = load(clients, accepted, next, ending.signal).catch(() => undefined);
    await pause(Math.random() * 600);
    ending.abort();
    await life.kill();
    await loaded;
  }
  expect(accepted.size).toBeGreaterThanOrEqual(kills);
  const last = beginLife({ dataFolder, port });
  await last.ready;
  const noted = (): readonly string[] => readFileSync(journal, "utf8").trimEnd().split("\n");
  const missing = (): readonly string[] => {
    const known = new Set(noted());
    return [...accepted].filter((id) => !known.has(id));
  };
  await expect.poll(missing, { timeout: 120_000, interval: 500 }).toEqual([]);
  await last.kill();
  // A batch may come twice; what comes for the first time comes in order.
  for (const prefix of ["item", "message"]) {
    const once = [...new Set(noted().filter((id) => id.startsWith(prefix)))];
    expect(once).toEqual(once.toSorted());
  }
  console.log(`${kills} kills: ${accepted.size} accepted, ${noted().length} noted`);
});
