import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  CreateApiDestinationCommand,
  CreateConnectionCommand,
  DeauthorizeConnectionCommand,
  DeleteApiDestinationCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  UpdateConnectionCommand,
} from "@aws-sdk/client-eventbridge";
import type {
  CreateApiDestinationRequest,
  CreateConnectionAuthRequestParameters,
  Target,
} from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createEventsService, listRecentEvents } from "../../../src/local/services/events/index.ts";
import { createIamService } from "../../../src/local/services/iam/index.ts";
import { createSqsService } from "../../../src/local/services/sqs/index.ts";
import { createStsService } from "../../../src/local/services/sts/index.ts";
import { createRole } from "../../local/lambda/create-role.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const callerArn = "arn:aws:iam::000000000000:role/caller";
const basic = { BasicAuthParameters: { Username: "anna", Password: "s3cret pass" } };

let hook: Server;
let origin: string;
let received: Received[];
let answer: (response: ServerResponse, request: Received) => void;
let clock: ManualClock;
let cloud: TestCloud;
let events: EventBridgeClient;
let sqs: SQSClient;
let destinationArn: string;

beforeAll(async () => {
  hook = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
      received.push(one);
      answer(response, one);
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(hook.address() as AddressInfo).port}`;
});

afterAll(async () => {
  const closed = new Promise((resolve) => hook.close(resolve));
  hook.closeAllConnections();
  await closed;
});

beforeEach(async () => {
  received = [];
  answer = (response) => response.writeHead(204).end();
  clock = createManualClock();
  const services = [createIamService, createStsService, createSqsService, createEventsService];
  cloud = await createTestCloud({ services, clock });
  connectClients();
  await createRole(cloud.cloud, {
    name: "caller",
    service: "events.amazonaws.com",
    actions: ["events:InvokeApiDestination"],
  });
});

afterEach(() => cloud.close());

function connectClients(): void {
  events = new EventBridgeClient(cloud.clientConfig);
  sqs = new SQSClient(cloud.clientConfig);
}

/** A destination named `hook`, and a rule of all events of `app` that sends them there. */
async function prepare({
  auth = basic,
  destination = {},
  target = {},
}: {
  readonly auth?: CreateConnectionAuthRequestParameters;
  readonly destination?: Partial<CreateApiDestinationRequest>;
  readonly target?: Partial<Target>;
} = {}): Promise<void> {
  const AuthorizationType = auth.BasicAuthParameters === undefined ? "API_KEY" : "BASIC";
  const { ConnectionArn } = await events.send(
    new CreateConnectionCommand({ Name: "hook", AuthorizationType, AuthParameters: auth }),
  );
  const { ApiDestinationArn = "" } = await events.send(
    new CreateApiDestinationCommand({
      Name: "hook",
      ConnectionArn,
      InvocationEndpoint: `${origin}/hook`,
      HttpMethod: "POST",
      ...destination,
    }),
  );
  destinationArn = ApiDestinationArn;
  await events.send(new PutRuleCommand({ Name: "r", EventPattern: JSON.stringify({ source: ["app"] }) }));
  await putTarget(target);
}

const putTarget = (target: Partial<Target>) =>
  events.send(
    new PutTargetsCommand({
      Rule: "r",
      Targets: [{ Id: "t", Arn: destinationArn, RoleArn: callerArn, ...target }],
    }),
  );

async function put(detail: object): Promise<string> {
  const entry = { Source: "app", DetailType: "made", Detail: JSON.stringify(detail) };
  const { Entries } = await events.send(new PutEventsCommand({ Entries: [entry] }));
  return Entries?.[0]?.EventId ?? "";
}

async function createDeadLetters(): Promise<string> {
  const Resource = "arn:aws:sqs:us-east-1:000000000000:dead";
  const Statement = [
    { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sqs:SendMessage", Resource },
  ];
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  await sqs.send(new CreateQueueCommand({ QueueName: "dead", Attributes: { Policy } }));
  return Resource;
}

/** The attributes of the next dead letter. */
async function deadLetter(): Promise<Record<string, string | undefined>> {
  let found: Record<string, string | undefined> | undefined;
  await expect
    .poll(async () => {
      const QueueUrl = `${cloud.endpoint}/000000000000/dead`;
      const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ["All"] }));
      const attributes = Messages?.[0]?.MessageAttributes;
      found =
        attributes && Object.fromEntries(Object.entries(attributes).map(([name, one]) => [name, one.StringValue]));
      return found;
    })
    .toBeDefined();
  return found ?? {};
}

const openDeliveries = () => listRecentEvents(cloud.cloud, 1)[0]?.openDeliveries;
const status = (code: number, headers: Record<string, string> = {}, body = "") => {
  answer = (response) => response.writeHead(code, headers).end(body);
};

describe("a rule with an API destination", () => {
  it("sends the event with the headers of EventBridge and the credentials of the connection", async () => {
    await prepare();
    const id = await put({ n: 1 });
    await expect.poll(() => received.length).toBe(1);
    const [{ method, url, headers, body } = received[0]!] = received;
    expect([method, url]).toEqual(["POST", "/hook"]);
    expect(JSON.parse(body)).toMatchObject({ id, source: "app", "detail-type": "made", detail: { n: 1 } });
    expect(headers).toEqual({
      host: origin.slice("http://".length),
      authorization: `Basic ${Buffer.from("anna:s3cret pass").toString("base64")}`,
      "content-type": "application/json; charset=utf-8",
      "user-agent": "Amazon/EventBridge/ApiDestinations",
      range: "bytes=0-1048575",
      "accept-encoding": "gzip,deflate",
      connection: "close",
      "content-length": String(Buffer.byteLength(body)),
    });
    await expect.poll(openDeliveries).toEqual([]);
  });

  it("merges what target and connection add, the connection's first, without what EventBridge takes out", async () => {
    await prepare({
      auth: {
        ApiKeyAuthParameters: { ApiKeyName: "Authorization", ApiKeyValue: "Bearer key" },
        InvocationHttpParameters: {
          HeaderParameters: [{ Key: "X-Team", Value: "connection" }],
          QueryStringParameters: [{ Key: "token", Value: "a b", IsValueSecret: true }],
          BodyParameters: [{ Key: "channel", Value: "alerts" }],
        },
      },
      destination: { InvocationEndpoint: `${origin}/teams/*/posts/*?v=1`, HttpMethod: "PUT" },
      target: {
        InputTransformer: {
          InputPathsMap: { n: "$.detail.n" },
          InputTemplate: '{"text": "order <n>", "channel": "x"}',
        },
        HttpParameters: {
          PathParameterValues: ["red team", "$.detail.id"],
          HeaderParameters: {
            "x-team": "target",
            "X-Order": "$.detail.n",
            "Content-Type": "application/vnd.api+json",
            Host: "example.com",
            "User-Agent": "me",
            Authorization: "Bearer target",
          },
          QueryStringParameters: { token: "target", kind: "$.detail-type" },
        },
      },
    });
    await put({ n: 7, id: "a/../b" });
    await expect.poll(() => received.length).toBe(1);
    const [{ method, url, headers, body } = received[0]!] = received;
    expect([method, url]).toEqual(["PUT", "/teams/red%20team/posts/a%2F..%2Fb?v=1&token=a%20b&kind=made"]);
    expect(JSON.parse(body)).toEqual({ text: "order 7", channel: "alerts" });
    expect(headers).toMatchObject({
      "x-team": "connection",
      "x-order": "7",
      "content-type": "application/vnd.api+json",
      host: origin.slice("http://".length),
      "user-agent": "Amazon/EventBridge/ApiDestinations",
      authorization: "Bearer key",
    });
  });

  it("is a target of a schedule, too", async () => {
    await prepare({ target: { Input: '{"text":"good morning"}' } });
    await events.send(new PutRuleCommand({ Name: "r", ScheduleExpression: "rate(1 hour)" }));
    await clock.advance(3_600_000);
    await expect.poll(() => received.map(({ body }) => body)).toEqual(['{"text":"good morning"}']);
  });

  it.each([401, 407, 409, 429, 500, 503])("tries again after %i, and then has arrived", async (code) => {
    await prepare();
    status(code);
    await put({});
    await expect.poll(openDeliveries).toMatchObject([{ state: "pending", attempts: 1 }]);
    status(200);
    await clock.advance(2000);
    await expect.poll(openDeliveries).toEqual([]);
    expect(received.length).toBe(2);
  });

  it.each(["60", "Thu, 01 Jan 2026 00:01:00 GMT"])("waits for as long as Retry-After asks: %s", async (retryAfter) => {
    await prepare();
    status(429, { "retry-after": retryAfter });
    await put({});
    await expect
      .poll(openDeliveries)
      .toMatchObject([
        { error: expect.stringContaining("THROTTLING: Unable to invoke ApiDestination endpoint: POST") },
      ]);
    status(200);
    await clock.advance(59_000);
    expect(received.length).toBe(1);
    await clock.advance(1000);
    await expect.poll(openDeliveries).toEqual([]);
    expect(received.length).toBe(2);
  });

  it("gives up after a day what was to be sent even later", async () => {
    const DeadLetterConfig = { Arn: await createDeadLetters() };
    await prepare({ target: { DeadLetterConfig } });
    status(503, { "retry-after": "9".repeat(30) });
    await put({});
    await expect.poll(openDeliveries).toMatchObject([{ attempts: 1 }]);
    await clock.advance(86_400_001);
    expect(await deadLetter()).toMatchObject({ EXHAUSTED_RETRY_CONDITION: "MaximumEventAgeInSeconds" });
    expect(received.length).toBe(1);
  });

  it.each<[string, () => void]>([
    ["400", () => status(400)],
    ["404", () => status(404)],
    ["a redirect", () => status(302, { location: "/other" })],
    ["503 with a negative Retry-After", () => status(503, { "retry-after": "-1" })],
  ])("gives up at once after %s", async (_, setAnswer) => {
    const DeadLetterConfig = { Arn: await createDeadLetters() };
    await prepare({ target: { DeadLetterConfig } });
    setAnswer();
    await put({});
    expect(await deadLetter()).toMatchObject({ TARGET_ARN: destinationArn, RETRY_ATTEMPTS: "0" });
    expect(received.length).toBe(1);
  });

  it("says in the dead letter and the log what was sent where and what came back, without secrets", async () => {
    const DeadLetterConfig = { Arn: await createDeadLetters() };
    const secret = { Key: "token", Value: "t0ken/+", IsValueSecret: true };
    await prepare({
      auth: { ...basic, InvocationHttpParameters: { QueryStringParameters: [secret], BodyParameters: [secret] } },
      target: { DeadLetterConfig },
    });
    answer = (response, { url, headers, body }) => {
      response.writeHead(400, "No s3cret pass").end(JSON.stringify({ why: "channel_not_found", url, headers, body }));
    };
    await put({});
    const letter = await deadLetter();
    expect(letter).toMatchObject({
      RULE_ARN: "arn:aws:events:us-east-1:000000000000:rule/r",
      TARGET_ARN: destinationArn,
      ERROR_CODE: "SDK_CLIENT_ERROR",
      ERROR_MESSAGE: expect.stringContaining(
        `Unable to invoke ApiDestination endpoint: POST ${origin}/hook answered 400 No ***: "{\\"why\\":\\"channel_not_found\\"`,
      ) as string,
      RETRY_ATTEMPTS: "0",
    });
    expect(letter).not.toHaveProperty("EXHAUSTED_RETRY_CONDITION");
    const said = `${letter["ERROR_MESSAGE"]}\n${cloud.logged.join("\n")}`;
    expect(said).toContain("went to the dead-letter queue");
    for (const hidden of ["s3cret", "t0ken", Buffer.from("anna:s3cret pass").toString("base64")]) {
      expect(said).not.toContain(hidden);
    }
  });

  it("counts no answer within 5 seconds as a failure that may pass", async () => {
    const DeadLetterConfig = { Arn: await createDeadLetters() };
    await prepare({ target: { DeadLetterConfig, RetryPolicy: { MaximumRetryAttempts: 0 } } });
    answer = () => {};
    await put({});
    await expect.poll(() => received.length).toBe(1);
    await clock.advance(4999);
    expect(openDeliveries()).toMatchObject([{ attempts: 0 }]);
    await clock.advance(1);
    expect(await deadLetter()).toMatchObject({
      ERROR_CODE: "UNKNOWN",
      ERROR_MESSAGE: `Unable to invoke ApiDestination endpoint: Timeout calling endpoint for API Destination: socket closed. POST ${origin}/hook did not answer within 5 seconds`,
      EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts",
      RETRY_ATTEMPTS: "0",
    });
  });

  it("keeps what cannot be reached, and says so", async () => {
    await prepare({
      destination: { InvocationEndpoint: "http://127.0.0.1:1/hook" },
      target: { RetryPolicy: { MaximumRetryAttempts: 0 } },
    });
    await put({});
    const error = expect.stringContaining(
      "SDK_CLIENT_ERROR: Unable to invoke ApiDestination endpoint: API destination endpoint cannot be reached. POST http://127.0.0.1:1/hook: connect ECONNREFUSED",
    ) as string;
    await expect.poll(openDeliveries).toMatchObject([{ state: "failed", error }]);
    expect(cloud.logged.join("\n")).toContain("could not deliver");
  });

  it("sends no more in a second than the destination takes; what waits is kept through a restart", async () => {
    await prepare({ destination: { InvocationRateLimitPerSecond: 2 } });
    for (const n of [1, 2, 3, 4, 5]) await put({ n });
    await expect.poll(() => received.length).toBe(2);
    await clock.advance(999);
    expect(received.length).toBe(2);
    await clock.advance(1);
    await expect.poll(() => received.length).toBe(4);
    await expect.poll(() => cloud.cloud.db.prepare("SELECT attempts FROM events_deliveries").all().length).toBe(1);
    cloud = await cloud.restart();
    connectClients();
    await expect.poll(() => received.length).toBe(5);
    expect(received.map(({ body }) => (JSON.parse(body) as { detail: { n: number } }).detail.n)).toEqual([
      1, 2, 3, 4, 5,
    ]);
  });

  it("gives up what waited for its turn for too long", async () => {
    const DeadLetterConfig = { Arn: await createDeadLetters() };
    const RetryPolicy = { MaximumEventAgeInSeconds: 60 };
    await prepare({ target: { DeadLetterConfig, RetryPolicy } });
    status(503, { "retry-after": "61" });
    await put({});
    await expect.poll(openDeliveries).toMatchObject([{ attempts: 1 }]);
    await clock.advance(61_000);
    expect(await deadLetter()).toMatchObject({
      ERROR_CODE: "ERROR_FROM_TARGET",
      ERROR_MESSAGE: expect.stringContaining("answered 503") as string,
      EXHAUSTED_RETRY_CONDITION: "MaximumEventAgeInSeconds",
      RETRY_ATTEMPTS: "0",
    });
    expect(received.length).toBe(1);
  });

  it("holds up nothing else while a web hook is slow", async () => {
    await prepare();
    const queue = await createDeadLetters();
    await events.send(new PutRuleCommand({ Name: "q", EventPattern: JSON.stringify({ source: ["app"] }) }));
    await events.send(new PutTargetsCommand({ Rule: "q", Targets: [{ Id: "t", Arn: queue }] }));
    answer = () => {};
    for (let n = 0; n < 20; n++) await put({ n });
    const waiting = () =>
      cloud.cloud.db
        .prepare("SELECT DISTINCT rule_arn FROM events_deliveries")
        .all()
        .map(({ rule_arn }) => rule_arn);
    await expect.poll(waiting).toEqual(["arn:aws:events:us-east-1:000000000000:rule/r"]);
    expect(received.length).toBe(16);
  });

  it("delivers after a restart what was under way", async () => {
    await prepare();
    answer = () => {};
    const id = await put({});
    await expect.poll(() => received.length).toBe(1);
    status(200);
    cloud = await cloud.restart();
    connectClients();
    await expect.poll(() => received.length).toBe(2);
    expect(JSON.parse(received[1]?.body ?? "")).toMatchObject({ id });
    await expect.poll(openDeliveries).toEqual([]);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      "whose role may not",
      async () => {
        const RoleArn = await createRole(cloud.cloud, { name: "weak", service: "events.amazonaws.com" });
        await prepare({ target: { RoleArn } });
      },
      "NO_PERMISSIONS: User: arn:aws:sts::000000000000:assumed-role/weak/events is not authorized to perform: events:InvokeApiDestination on resource: arn:aws:events:us-east-1:000000000000:api-destination/hook/",
    ],
    [
      "whose role EventBridge may not assume",
      async () => {
        const RoleArn = await createRole(cloud.cloud, { name: "foreign", service: "lambda.amazonaws.com" });
        await prepare({ target: { RoleArn } });
      },
      "FAILED_TO_ASSUME_ROLE",
    ],
    [
      "that is deleted",
      async () => {
        await prepare();
        await events.send(new DeleteApiDestinationCommand({ Name: "hook" }));
      },
      "NO_RESOURCE: The API destination",
    ],
    [
      "that is inactive",
      async () => {
        await prepare();
        await events.send(new DeauthorizeConnectionCommand({ Name: "hook" }));
      },
      "NO_PERMISSIONS: The API destination is INACTIVE: its connection 'hook' is in the state DEAUTHORIZED.",
    ],
    [
      "that is the local cloud itself",
      () => prepare({ destination: { InvocationEndpoint: `${cloud.endpoint.replace("127.0.0.1", "localhost")}/b/k` } }),
      "INVALID_PARAMETER: http://localhost:",
    ],
    [
      "with a wildcard that nothing fills",
      () => prepare({ destination: { InvocationEndpoint: `${origin}/*` } }),
      "INVALID_PARAMETER: The endpoint has 1 wildcards (*), and PathParameterValues are 0",
    ],
    [
      "with a path parameter that climbs",
      () =>
        prepare({
          destination: { InvocationEndpoint: `${origin}/a/*` },
          target: { HttpParameters: { PathParameterValues: ["$.detail.up"] } },
        }),
      "INVALID_PARAMETER: The path parameter '..'",
    ],
    [
      "with a path into the event that leads nowhere",
      () => prepare({ target: { HttpParameters: { HeaderParameters: { "x-a": "$.detail.none" } } } }),
      "INVALID_PARAMETER: The event has nothing at $.detail.none",
    ],
    [
      "with a header that would be two",
      () => prepare({ target: { HttpParameters: { HeaderParameters: { "x-a": "$.detail.lines" } } } }),
      "INVALID_PARAMETER: Unable to invoke ApiDestination endpoint: POST",
    ],
  ])("fails visibly with a destination %s", async (_, arrange, words) => {
    await arrange();
    await put({ up: "..", lines: "a\r\nx-b: c" });
    await expect.poll(openDeliveries).toMatchObject([{ state: "failed", error: expect.stringContaining(words) }]);
    expect(received).toEqual([]);
  });

  it("uses new credentials for what could not be delivered with the old", async () => {
    await prepare();
    status(401);
    await put({});
    await expect.poll(openDeliveries).toMatchObject([{ attempts: 1 }]);
    status(200);
    const AuthParameters = { ApiKeyAuthParameters: { ApiKeyName: "x-key", ApiKeyValue: "new" } };
    await events.send(new UpdateConnectionCommand({ Name: "hook", AuthorizationType: "API_KEY", AuthParameters }));
    await clock.advance(2000);
    await expect.poll(() => received[1]?.headers).toMatchObject({ "x-key": "new" });
    expect(received[1]?.headers).not.toHaveProperty("authorization");
  });

  it.each<[string, Partial<Target>, string]>([
    ["without a role", { RoleArn: undefined }, "RoleArn is required for target arn:aws:events:"],
    [
      "with HttpParameters for something else",
      { Arn: "arn:aws:sqs:us-east-1:000000000000:q", RoleArn: undefined, HttpParameters: {} },
      "Parameter(s) HttpParameters not valid for target: t.",
    ],
    [
      "with a header that is none",
      { HttpParameters: { HeaderParameters: { "a b": "c" } } },
      "Value 'a b' at 'targets.1.member.httpParameters.headerParameters' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[!#$%&'*+-.^_`|~0-9a-zA-Z]+$",
    ],
    ["with an empty path parameter", { HttpParameters: { PathParameterValues: [" "] } }, "pathParameterValues"],
  ])("rejects a target %s", async (_, target, words) => {
    await prepare();
    await expect(putTarget(target)).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining(words) as string,
    });
  });
});
