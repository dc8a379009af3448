import {
  CreateConnectionCommand,
  type CreateConnectionRequest,
  DeauthorizeConnectionCommand,
  DeleteConnectionCommand,
  DescribeConnectionCommand,
  EventBridgeClient,
  ListConnectionsCommand,
  UpdateConnectionCommand,
} from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

let running: TestCloud;
let client: EventBridgeClient;

beforeAll(async () => {
  running = await createTestCloud();
  client = new EventBridgeClient(running.clientConfig);
});

afterAll(async () => {
  client.destroy();
  await running.close();
});

const basic = (Name: string): CreateConnectionRequest => ({
  Name,
  Description: "stripe",
  AuthorizationType: "BASIC",
  AuthParameters: {
    BasicAuthParameters: { Username: "anna", Password: "hidden" },
    InvocationHttpParameters: {
      HeaderParameters: [{ Key: "x-team", Value: "sales", IsValueSecret: false }],
      BodyParameters: [{ Key: "pin", Value: "hidden", IsValueSecret: true }],
    },
  },
});

describe("connections", () => {
  it("are described without their secrets", async () => {
    const created = await client.send(new CreateConnectionCommand(basic("stripe")));
    expect(created.ConnectionArn).toMatch(/^arn:aws:events:us-east-1:000000000000:connection\/stripe\/[0-9a-f-]{36}$/);
    expect(created.ConnectionState).toBe("AUTHORIZED");
    const { $metadata: _, ...described } = await client.send(new DescribeConnectionCommand({ Name: "stripe" }));
    expect(described).toMatchObject({
      Name: "stripe",
      Description: "stripe",
      ConnectionArn: created.ConnectionArn,
      AuthorizationType: "BASIC",
      AuthParameters: {
        BasicAuthParameters: { Username: "anna" },
        InvocationHttpParameters: {
          HeaderParameters: [{ Key: "x-team", Value: "sales", IsValueSecret: false }],
          BodyParameters: [{ Key: "pin", IsValueSecret: true }],
        },
      },
    });
    expect(described.SecretArn).toMatch(
      /^arn:aws:secretsmanager:us-east-1:000000000000:secret:events!connection\/stripe\/[0-9a-f-]{36}-\w{6}$/,
    );
    expect(JSON.stringify(described)).not.toContain("hidden");
    await expect(client.send(new CreateConnectionCommand(basic("stripe")))).rejects.toMatchObject({
      name: "ResourceAlreadyExistsException",
      message: "Connection stripe already exists.",
    });
  });

  it("are listed, updated, deauthorized and deleted", async () => {
    await client.send(new CreateConnectionCommand(basic("other-1")));
    await client.send(new CreateConnectionCommand(basic("other-2")));
    const page = await client.send(new ListConnectionsCommand({ NamePrefix: "other", Limit: 1 }));
    expect(page.Connections?.map(({ Name }) => Name)).toEqual(["other-1"]);
    const { NextToken } = page;
    const rest = await client.send(new ListConnectionsCommand({ NamePrefix: "other", Limit: 1, NextToken }));
    expect(rest.Connections?.map(({ Name }) => Name)).toEqual(["other-2"]);

    const Name = "other-1";
    expect(await client.send(new DeauthorizeConnectionCommand({ Name }))).toMatchObject({
      ConnectionState: "DEAUTHORIZING",
    });
    expect(await client.send(new DescribeConnectionCommand({ Name }))).toMatchObject({
      ConnectionState: "DEAUTHORIZED",
      AuthParameters: {},
    });
    const AuthParameters = { ApiKeyAuthParameters: { ApiKeyName: "x-key", ApiKeyValue: "hidden" } };
    await client.send(new UpdateConnectionCommand({ Name, AuthorizationType: "API_KEY", AuthParameters }));
    expect(await client.send(new DescribeConnectionCommand({ Name }))).toMatchObject({
      ConnectionState: "AUTHORIZED",
      Description: "stripe",
      AuthorizationType: "API_KEY",
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: "x-key" } },
    });
    expect(await client.send(new DeleteConnectionCommand({ Name }))).toMatchObject({ ConnectionState: "DELETING" });
    await expect(client.send(new DescribeConnectionCommand({ Name }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Failed to describe the connection(s). Connection 'other-1' does not exist.",
    });
  });

  it.each([
    ["a name that none may have", { ...basic("a b") }, "failed to satisfy constraint"],
    [
      "parameters of another type",
      { ...basic("wrong"), AuthorizationType: "API_KEY" as const },
      "ApiKeyAuthParameters",
    ],
    [
      "no password",
      { ...basic("wrong"), AuthParameters: { BasicAuthParameters: { Username: "a", Password: "" } } },
      "512",
    ],
  ])("rejects %s", async (_, input, words) => {
    await expect(client.send(new CreateConnectionCommand(input))).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining(words) as string,
    });
  });

  it("rejects OAuth by name, which the local cloud has not", async () => {
    const AuthParameters = {
      OAuthParameters: {
        ClientParameters: { ClientID: "a", ClientSecret: "b" },
        AuthorizationEndpoint: "https://example.com/token",
        HttpMethod: "POST" as const,
      },
    };
    const input = { Name: "oauth", AuthorizationType: "OAUTH_CLIENT_CREDENTIALS" as const, AuthParameters };
    await expect(client.send(new CreateConnectionCommand(input))).rejects.toThrow(/OAuthParameters.*not implemented/);
  });
});
