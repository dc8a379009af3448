import {
  CreateApiDestinationCommand,
  type CreateApiDestinationRequest,
  CreateConnectionCommand,
  DeauthorizeConnectionCommand,
  DeleteApiDestinationCommand,
  DeleteConnectionCommand,
  DescribeApiDestinationCommand,
  EventBridgeClient,
  ListApiDestinationsCommand,
  UpdateApiDestinationCommand,
  UpdateConnectionCommand,
} from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";
import { setRights } from "../iam/set-rights.ts";
import { createRole } from "../lambda/create-role.ts";

let running: TestCloud;
let client: EventBridgeClient;
let connectionArn: string;

const AuthParameters = { ApiKeyAuthParameters: { ApiKeyName: "x-key", ApiKeyValue: "hidden" } };

async function connect(Name: string): Promise<string> {
  const command = new CreateConnectionCommand({ Name, AuthorizationType: "API_KEY", AuthParameters });
  return (await client.send(command)).ConnectionArn ?? "";
}

beforeAll(async () => {
  running = await createTestCloud();
  client = new EventBridgeClient(running.clientConfig);
  connectionArn = await connect("slack");
});

afterAll(async () => {
  client.destroy();
  await running.close();
});

const hook = (Name: string, more: Partial<CreateApiDestinationRequest> = {}): CreateApiDestinationRequest => ({
  Name,
  ConnectionArn: connectionArn,
  InvocationEndpoint: "https://example.com/hooks/*?v=1",
  HttpMethod: "POST",
  ...more,
});

const create = (Name: string, more: Partial<CreateApiDestinationRequest> = {}) =>
  client.send(new CreateApiDestinationCommand(hook(Name, more)));
const describeOne = async (Name: string) => {
  const { $metadata: _, ...described } = await client.send(new DescribeApiDestinationCommand({ Name }));
  return described;
};
const missing = {
  name: "ResourceNotFoundException",
  message: "Failed to describe the api-destination(s). An api-destination 'gone' does not exist.",
};

describe("API destinations", () => {
  it("are created and described as AWS does", async () => {
    const created = await create("alerts", { Description: "to the channel" });
    expect(created).toMatchObject({ ApiDestinationState: "ACTIVE", CreationTime: expect.any(Date) as Date });
    expect(created.ApiDestinationArn).toMatch(
      /^arn:aws:events:us-east-1:000000000000:api-destination\/alerts\/[0-9a-f-]{36}$/,
    );
    expect(await describeOne("alerts")).toEqual({
      ApiDestinationArn: created.ApiDestinationArn,
      ApiDestinationState: "ACTIVE",
      ConnectionArn: connectionArn,
      CreationTime: created.CreationTime,
      LastModifiedTime: created.LastModifiedTime,
      Name: "alerts",
      Description: "to the channel",
      InvocationEndpoint: "https://example.com/hooks/*?v=1",
      HttpMethod: "POST",
      InvocationRateLimitPerSecond: 300,
    });
    await expect(create("alerts")).rejects.toMatchObject({
      name: "ResourceAlreadyExistsException",
      message: "An api-destination 'alerts' already exists.",
    });
  });

  it("keep what an update leaves out, and their ARN", async () => {
    const { ApiDestinationArn } = await create("changing", { Description: "one", InvocationRateLimitPerSecond: 7 });
    const update = { Name: "changing", HttpMethod: "PUT", InvocationEndpoint: "http://127.0.0.1:8080/x" } as const;
    expect(await client.send(new UpdateApiDestinationCommand(update))).toMatchObject({ ApiDestinationArn });
    expect(await describeOne("changing")).toMatchObject({
      ...update,
      ApiDestinationArn,
      Description: "one",
      InvocationRateLimitPerSecond: 7,
      ConnectionArn: connectionArn,
    });
    await expect(client.send(new UpdateApiDestinationCommand({ Name: "gone" }))).rejects.toMatchObject(missing);
  });

  it("are listed by name and connection, page by page", async () => {
    const other = await connect("pagerduty");
    for (const name of ["list-1", "list-2", "list-3"]) {
      await create(name, name === "list-2" ? { ConnectionArn: other } : {});
    }
    const list = async (input: object) => {
      const answer = await client.send(new ListApiDestinationsCommand(input));
      return { names: answer.ApiDestinations?.map(({ Name }) => Name), next: answer.NextToken };
    };
    const first = await list({ NamePrefix: "list-", Limit: 2 });
    expect(first.names).toEqual(["list-1", "list-2"]);
    expect(await list({ NamePrefix: "list-", Limit: 2, NextToken: first.next })).toEqual({
      names: ["list-3"],
      next: undefined,
    });
    expect(await list({ ConnectionArn: other })).toEqual({ names: ["list-2"], next: undefined });
  });

  it("are active while their connection has credentials", async () => {
    const ConnectionArn = await connect("fragile");
    await create("follows", { ConnectionArn });
    const state = async () => (await describeOne("follows")).ApiDestinationState;
    await client.send(new DeauthorizeConnectionCommand({ Name: "fragile" }));
    expect(await state()).toBe("INACTIVE");
    await client.send(new UpdateConnectionCommand({ Name: "fragile", AuthorizationType: "API_KEY", AuthParameters }));
    expect(await state()).toBe("ACTIVE");
    // AWS's API has no error for a connection that is in use.
    await client.send(new DeleteConnectionCommand({ Name: "fragile" }));
    expect(await state()).toBe("INACTIVE");
    await connect("fragile");
    expect(await state()).toBe("INACTIVE");
  });

  it("are deleted once", async () => {
    await create("gone");
    await client.send(new DeleteApiDestinationCommand({ Name: "gone" }));
    for (const command of [
      new DescribeApiDestinationCommand({ Name: "gone" }),
      new DeleteApiDestinationCommand({ Name: "gone" }),
    ]) {
      await expect(client.send(command as DescribeApiDestinationCommand)).rejects.toMatchObject(missing);
    }
  });

  it.each<[string, Partial<CreateApiDestinationRequest>, string]>([
    [
      "a connection and a method that there cannot be",
      { ConnectionArn: "invalid-connection-arn", HttpMethod: "CONNECT" as "POST" },
      "2 validation errors detected: Value 'invalid-connection-arn' at 'connectionArn' failed to satisfy constraint: Member must satisfy regular expression pattern: ^arn:aws([a-z]|\\-)*:events:([a-z]|\\d|\\-)*:([0-9]{12})?:connection\\/[\\.\\-_A-Za-z0-9]+\\/[\\-A-Za-z0-9]+$; Value 'CONNECT' at 'httpMethod' failed to satisfy constraint: Member must satisfy enum value set: [HEAD, POST, PATCH, DELETE, PUT, GET, OPTIONS]",
    ],
    [
      "a name that none may have",
      { Name: "a b" },
      "1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+",
    ],
    ["a long name", { Name: "a".repeat(65) }, "Member must have length less than or equal to 64"],
    ["a rate of nothing", { InvocationRateLimitPerSecond: 0 }, "Member must have value greater than or equal to 1"],
    ["a rate that is no number of calls", { InvocationRateLimitPerSecond: 1.5 }, "Member must be an integer"],
    ["no endpoint", { InvocationEndpoint: undefined }, "Value null at 'invocationEndpoint'"],
    ["an endpoint that is no URL", { InvocationEndpoint: "https://a b" }, "at 'invocationEndpoint'"],
    [
      "plain HTTP to others",
      { InvocationEndpoint: "http://example.com/hook" },
      'InvocationEndpoint must be an HTTPS URL, or of plain HTTP to 127.0.0.1; got "http://example.com/hook"',
    ],
  ])("rejects %s", async (_, more, words) => {
    await expect(create("wrong", more)).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining(words) as string,
    });
  });

  it("rejects a connection that does not exist", async () => {
    const ConnectionArn = `${connectionArn.slice(0, -4)}0000`;
    const gone = {
      name: "ResourceNotFoundException",
      message: "Failed to describe the connection(s). Connection 'slack' does not exist.",
    };
    await expect(create("wrong", { ConnectionArn })).rejects.toMatchObject(gone);
    await create("unmoved");
    const update = new UpdateApiDestinationCommand({ Name: "unmoved", ConnectionArn });
    await expect(client.send(update)).rejects.toMatchObject(gone);
  });

  it("ask for rights on their name", async () => {
    const roleArn = await createRole(running.cloud, { name: "operator", service: "lambda.amazonaws.com" });
    const Resource = "arn:aws:events:us-east-1:000000000000:api-destination/owned";
    await setRights(running.cloud, "operator", { Action: "events:*ApiDestination", Resource }, "own");
    const principal = { kind: "role", roleArn, sessionName: "s" } as const;
    const call = (operation: string, input: object) => running.cloud.call("events", operation, input, principal);
    await call("CreateApiDestination", hook("owned"));
    await call("UpdateApiDestination", { Name: "owned", Description: "mine" });
    await call("DescribeApiDestination", { Name: "owned" });
    await call("DeleteApiDestination", { Name: "owned" });
    await expect(call("CreateApiDestination", hook("other"))).rejects.toThrow(
      "is not authorized to perform: events:CreateApiDestination on resource: arn:aws:events:us-east-1:000000000000:api-destination/other",
    );
    await expect(call("ListApiDestinations", {})).rejects.toThrow("events:ListApiDestinations on resource: *");
  });
});
