/* oxlint-disable no-new -- a construct joins the tree in its constructor */
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { App, CfnOutput, Duration, SecretValue, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import {
  ApiDestination,
  Authorization,
  Connection,
  EventField,
  HttpParameter,
  type IApiDestination,
  Rule,
  RuleTargetInput,
} from "aws-cdk-lib/aws-events";
import { ApiDestination as ApiDestinationTarget } from "aws-cdk-lib/aws-events-targets";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callCloudFormation, settledStack } from "../local/cloudformation/settled-stack.ts";
import { createTestCloud, type TestCloud } from "../support/test-cloud.ts";

interface Received {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let hook: Server;
let endpoint: string;
let cloud: TestCloud;
const received: Received[] = [];

beforeAll(async () => {
  hook = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      received.push({ url: request.url, headers: request.headers, body });
      const isGood = body.includes("shipped");
      response.writeHead(isGood ? 200 : 400).end(isGood ? "ok" : "invalid_payload");
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/services/*`;
  cloud = await createTestCloud();
});

afterAll(async () => {
  await cloud.close();
  await new Promise((resolve) => hook.close(resolve));
});

/** As a newcomer writes it: orders are told to a web hook, and what it does not take is kept. */
function templateOf(): string {
  const stack = new Stack(new App(), "Hooks", { env: { account: "000000000000", region: "us-east-1" } });
  const connection = new Connection(stack, "Connection", {
    authorization: Authorization.apiKey("x-api-key", SecretValue.secretsManager("hook/key")),
    headerParameters: { "x-team": HttpParameter.fromString("sales") },
  });
  const props = { connection, endpoint, rateLimitPerSecond: 50 };
  // With this repository's exactOptionalPropertyTypes, the class does not fit its own interface.
  const destination = new ApiDestination(stack, "Destination", props) as IApiDestination;
  const deadLetterQueue = new Queue(stack, "Dead");
  new Rule(stack, "Orders", {
    eventPattern: { source: ["shop"] },
    targets: [
      new ApiDestinationTarget(destination, {
        deadLetterQueue,
        retryAttempts: 3,
        maxEventAge: Duration.hours(1),
        pathParameterValues: ["orders"],
        headerParameters: { "x-kind": EventField.detailType },
        queryStringParameters: { v: "2" },
        event: RuleTargetInput.fromObject({ text: `order ${EventField.fromPath("$.detail.id")} is shipped` }),
      }),
      new ApiDestinationTarget(destination, {
        deadLetterQueue,
        pathParameterValues: ["raw"],
        event: RuleTargetInput.fromEventPath("$.detail"),
      }),
    ],
  });
  new CfnOutput(stack, "ArnForPolicy", { value: destination.apiDestinationArnForPolicy ?? "" });
  new CfnOutput(stack, "DeadUrl", { value: deadLetterQueue.queueUrl });
  return JSON.stringify(Template.fromStack(stack).toJSON());
}

describe("a stack that tells a web hook of events", () => {
  it("is deployed as it is, calls the hook, keeps what it refuses, and is deleted", async () => {
    const root = { kind: "root" } as const;
    const secret = { Name: "hook/key", SecretString: "hidden", ClientRequestToken: crypto.randomUUID() };
    await cloud.cloud.call("secretsmanager", "CreateSecret", secret, root);
    await callCloudFormation(cloud.cloud, "CreateStack", {
      StackName: "Hooks",
      TemplateBody: templateOf(),
      Capabilities: ["CAPABILITY_IAM"],
    });
    const { StackStatus, Outputs = [] } = await settledStack(cloud.cloud, "Hooks");
    expect(StackStatus).toBe("CREATE_COMPLETE");
    const outputs = Object.fromEntries(Outputs.map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]));
    expect(outputs["ArnForPolicy"]).toMatch(
      /^arn:aws:events:us-east-1:000000000000:api-destination\/Hooks-Destination\w+-[A-Z0-9]{12}$/,
    );
    const entry = { Source: "shop", DetailType: "Shipped", Detail: JSON.stringify({ id: 7 }) };
    await new EventBridgeClient(cloud.clientConfig).send(new PutEventsCommand({ Entries: [entry] }));
    await expect.poll(() => received.length).toBe(2);
    const byUrl = (url: string) => received.find((one) => one.url === url);
    expect(byUrl("/services/orders?v=2")).toMatchObject({
      body: '{"text":"order 7 is shipped"}',
      headers: { "x-api-key": "hidden", "x-team": "sales", "x-kind": "Shipped" },
    });
    expect(byUrl("/services/raw")).toMatchObject({ body: '{"id":7}' });
    const dead = async () => {
      const command = new ReceiveMessageCommand({ QueueUrl: outputs["DeadUrl"], MessageAttributeNames: ["All"] });
      const { Messages } = await new SQSClient(cloud.clientConfig).send(command);
      return Messages?.[0]?.MessageAttributes?.["ERROR_MESSAGE"]?.StringValue;
    };
    await expect.poll(dead).toContain('/services/raw answered 400 Bad Request: "invalid_payload"');
    await callCloudFormation(cloud.cloud, "DeleteStack", { StackName: "Hooks" });
    const list = () => cloud.cloud.call<{ ApiDestinations: unknown[] }>("events", "ListApiDestinations", {}, root);
    await expect.poll(async () => (await list()).ApiDestinations).toEqual([]);
  });
});
