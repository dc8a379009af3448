import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestStateOutput, ValidateStateMachineDefinitionOutput } from "@aws-sdk/client-sfn";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createEventsService } from "../../../src/local/services/events/index.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import type { TestCloud } from "../../support/test-cloud.ts";
import { callStates, createMachine, finished, historyTypes, start } from "./execute.ts";
import { createStatesCloud, roleArn } from "./stand-ins.ts";

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let api: Server;
let origin: string;
let received: Received[];
const open: TestCloud[] = [];

// Answers by path: /status/404, /type/image/png, /text, /big, /silent; anything else gets JSON.
beforeAll(async () => {
  api = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url = "", headers } = request;
      received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      const [, kind, ...rest] = url.split("?")[0]!.split("/");
      if (kind === "silent") return;
      if (kind === "status") {
        response.writeHead(Number(rest[0]), "No Such Thing", { location: "/json" }).end("the reason");
      } else if (kind === "type") response.writeHead(200, { "content-type": rest.join("/") }).end("x");
      else if (kind === "bytes") response.writeHead(200).end(Buffer.from([0xff, 0xfe]));
      else if (kind === "big") response.writeHead(200).end("x".repeat(262_145));
      else if (kind === "text") response.writeHead(201, { "content-type": "text/plain" }).end("hello");
      else response.writeHead(200, { "content-type": "application/json", "set-cookie": ["a=1", "b=2"] }).end('{"n":1}');
    });
  });
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
});

beforeEach(() => {
  received = [];
});

afterEach(async () => {
  for (const cloud of open.splice(0)) await cloud.close();
});

afterAll(async () => {
  const closed = new Promise((resolve) => api.close(resolve));
  api.closeAllConnections();
  await closed;
});

const root = { kind: "root" } as const;

interface Given {
  readonly parameters?: object;
  readonly state?: object;
  readonly auth?: object;
  readonly clock?: ReturnType<typeof createManualClock>;
}

/** A cloud with a connection; the machine's one state calls the API with it. */
async function prepare({ parameters = {}, state = {}, auth, clock }: Given = {}) {
  const cloud = await createStatesCloud({ others: [createEventsService], ...(clock && { clock }) });
  open.push(cloud);
  const { ConnectionArn } = await cloud.cloud.call<{ readonly ConnectionArn: string }>(
    "events",
    "CreateConnection",
    {
      Name: "api",
      AuthorizationType: "BASIC",
      AuthParameters: { BasicAuthParameters: { Username: "anna", Password: "secret" } },
      ...auth,
    },
    root,
  );
  const Call = {
    Type: "Task",
    Resource: "arn:aws:states:::http:invoke",
    Arguments: {
      ApiEndpoint: "{% $states.input.url %}",
      Method: "GET",
      InvocationConfig: { ConnectionArn },
      ...parameters,
    },
    End: true,
    ...state,
  };
  return { cloud, ConnectionArn, machine: await createMachine(cloud, { Call }) };
}

async function invoke(path: string, given: Given = {}) {
  const { cloud, machine } = await prepare(given);
  const executionArn = await start(cloud, machine, { url: `${origin}${path}` });
  const described = await finished(cloud, executionArn);
  const output = described.output === undefined ? undefined : (JSON.parse(described.output) as Record<string, unknown>);
  return { ...described, cloud, executionArn, output };
}

describe("an HTTP Task", () => {
  it("sends the connection's credentials and Step Functions' own headers, and gives what came back", async () => {
    const { status, output, cloud, executionArn } = await invoke("/json");
    expect(status).toBe("SUCCEEDED");
    expect(output).toMatchObject({
      Headers: { "content-type": ["application/json"], "set-cookie": ["a=1", "b=2"] },
      ResponseBody: { n: 1 },
      StatusCode: 200,
      StatusText: "OK",
    });
    expect(received).toMatchObject([
      {
        method: "GET",
        url: "/json",
        body: "",
        headers: {
          authorization: `Basic ${Buffer.from("anna:secret").toString("base64")}`,
          "user-agent": "Amazon|StepFunctions|HttpInvoke|us-east-1",
          range: "bytes=0-262144",
        },
      },
    ]);
    expect(received[0]?.headers).not.toHaveProperty("content-type");
    expect(await historyTypes(cloud, executionArn)).toEqual([
      "ExecutionStarted",
      "TaskStateEntered",
      "TaskScheduled",
      "TaskStarted",
      "TaskSucceeded",
      "TaskStateExited",
      "ExecutionSucceeded",
    ]);
  });

  it("merges what the connection says over what the task says", async () => {
    const auth = {
      AuthorizationType: "API_KEY",
      AuthParameters: {
        ApiKeyAuthParameters: { ApiKeyName: "ApiKey", ApiKeyValue: "key_value" },
        InvocationHttpParameters: {
          BodyParameters: [{ Key: "BodyParam", Value: "connection_body_param" }],
          HeaderParameters: [{ Key: "Header-Param", Value: "connection_header_param" }],
          QueryStringParameters: [{ Key: "QueryParam", Value: "connection query&param" }],
        },
      },
    };
    const parameters = {
      Method: "POST",
      Headers: { "Request-Id": "my_request_id", "Header-Param": "state_machine_header_param", Several: ["a", "b"] },
      RequestBody: { Job: "Software Engineer", BodyParam: "state_machine_body_param" },
      QueryParameters: { QueryParam: "state_machine_query_param", tag: ["x", "y"] },
    };
    await invoke("/json?first=1", { auth, parameters });
    expect(received).toMatchObject([
      {
        url: "/json?first=1&QueryParam=connection%20query%26param&tag=x&tag=y",
        body: '{"Job":"Software Engineer","BodyParam":"connection_body_param"}',
        headers: {
          apikey: "key_value",
          "content-type": "application/json; charset=UTF-8",
          "header-param": "connection_header_param",
          "request-id": "my_request_id",
          several: "a, b",
        },
      },
    ]);
    expect(received[0]?.headers).not.toHaveProperty("authorization");
  });

  it.each([
    ["INDICES", "c=1&meta%5Bk%5D=v%20w&tags%5B0%5D=a&tags%5B1%5D=b"],
    ["REPEAT", "c=1&meta%5Bk%5D=v%20w&tags=a&tags=b"],
    ["COMMAS", "c=1&meta%5Bk%5D=v%20w&tags=a,b"],
    ["BRACKETS", "c=1&meta%5Bk%5D=v%20w&tags%5B%5D=a&tags%5B%5D=b"],
  ])("URL-encodes its body with arrays as %s", async (ArrayFormat, body) => {
    const parameters = {
      Method: "POST",
      Headers: { "Content-Type": "application/x-www-form-urlencoded" },
      RequestBody: { c: 1, meta: { k: "v w" }, tags: ["a", "b"] },
      Transform: { RequestBodyEncoding: "URL_ENCODED", RequestEncodingOptions: { ArrayFormat } },
    };
    await invoke("/json", { parameters });
    expect(received[0]).toMatchObject({ body, headers: { "content-type": "application/x-www-form-urlencoded" } });
  });

  it.each([
    ["/status/404", "States.Http.StatusCode.404", "No Such Thing"],
    ["/status/301", "States.Http.StatusCode.301", "No Such Thing"],
    ["/type/image/png", "States.Runtime", "image/png"],
    ["/bytes", "States.Runtime", "cannot be read as a text"],
    ["/big", "States.DataLimitExceeded", "262144"],
  ])("fails for %s with %s", async (path, error, cause) => {
    expect(await invoke(path)).toMatchObject({
      status: "FAILED",
      error,
      cause: expect.stringContaining(cause) as string,
    });
  });

  it("gives a text as a text, and can be caught by its status", async () => {
    expect((await invoke("/text")).output).toMatchObject({ ResponseBody: "hello", StatusCode: 201 });
    const Catch = [{ ErrorEquals: ["States.Http.StatusCode.503"], Next: "Call" }];
    const Retry = [{ ErrorEquals: ["States.Http.StatusCode.429"], IntervalSeconds: 1, MaxAttempts: 0 }];
    expect(await invoke("/status/429", { state: { Catch, Retry } })).toMatchObject({
      error: "States.Http.StatusCode.429",
    });
  });

  it("times out after a minute, and fails where nobody listens", async () => {
    const clock = createManualClock();
    const { cloud, machine } = await prepare({ clock });
    const executionArn = await start(cloud, machine, { url: `${origin}/silent` });
    while (received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await clock.advance(60_000);
    const timedOut = await finished(cloud, executionArn);
    expect(timedOut).toMatchObject({
      error: "States.Http.Socket",
      cause: "The HTTP request timed out after 60 seconds",
    });
    const refused = await start(cloud, machine, { url: "http://127.0.0.1:1/" });
    expect(await finished(cloud, refused)).toMatchObject({ error: "States.Http.Socket" });
  });

  it.each([
    [{ Headers: "{% { 'Authorization': 'x' } %}" }, "The 'Headers' field contains unsupported values: [authorization]"],
    [{ Method: "TRACE" }, "Method must be one of"],
    [{ ApiEndpoint: "http://example.com" }, "ApiEndpoint must be an HTTPS URL"],
    [{ Headers: { a: "b\nc" } }, "Invalid character in header content"],
    [{ Transform: { RequestBodyEncoding: "ROT13" } }, "RequestBodyEncoding must be one of"],
    [{ Authentication: { ConnectionArn: "x" } }, "One of the fields 'Authentication' and 'InvocationConfig'"],
  ])("sends nothing where it is asked for %j", async (parameters, cause) => {
    expect(await invoke("/json", { parameters })).toMatchObject({
      error: "States.Runtime",
      cause: expect.stringContaining(cause) as string,
    });
    expect(received).toEqual([]);
  });

  it("fails by the connection's state, or where there is none", async () => {
    const { cloud, machine } = await prepare();
    const failureOf = async () => finished(cloud, await start(cloud, machine, { url: `${origin}/json` }));
    await cloud.cloud.call("events", "DeauthorizeConnection", { Name: "api" }, root);
    expect(await failureOf()).toMatchObject({ error: "Events.ConnectionResource.InvalidConnectionState" });
    await cloud.cloud.call("events", "DeleteConnection", { Name: "api" }, root);
    expect(await failureOf()).toMatchObject({ error: "Events.ConnectionResource.ResourceNotFound" });
    expect(received).toEqual([]);
  });

  it("needs its role's rights, by endpoint and method, on the connection and on its secret", async () => {
    const { cloud, machine, ConnectionArn } = await prepare();
    const failureOf = async () => finished(cloud, await start(cloud, machine, { url: `${origin}/json` }));
    const allow = async (...Statement: readonly object[]) =>
      cloud.cloud.call(
        "iam",
        "PutRolePolicy",
        {
          RoleName: "machine",
          PolicyName: "anything",
          PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }),
        },
        root,
      );
    const endpoint = (method: string) => ({
      Effect: "Allow",
      Action: "states:InvokeHTTPEndpoint",
      Resource: machine,
      Condition: {
        StringEquals: { "states:HTTPMethod": method },
        StringLike: { "states:HTTPEndpoint": `${origin}/*` },
      },
    });
    const credentials = { Effect: "Allow", Action: "events:RetrieveConnectionCredentials", Resource: ConnectionArn };
    const secret = {
      Effect: "Allow",
      Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
      Resource: "arn:aws:secretsmanager:*:*:secret:events!connection/*",
    };
    await allow(endpoint("POST"), credentials, secret);
    expect(await failureOf()).toMatchObject({
      error: "States.Http.AccessDenied",
      cause: expect.stringContaining(
        `not authorized to perform states:InvokeHTTPEndpoint on API Endpoint ${origin}`,
      ) as string,
    });
    await allow(endpoint("GET"), secret);
    expect(await failureOf()).toMatchObject({ error: "Events.ConnectionResource.AccessDenied" });
    await allow(endpoint("GET"), credentials);
    expect(await failureOf()).toMatchObject({ error: "Events.ConnectionResource.AccessDenied" });
    expect(received).toEqual([]);
    await allow(endpoint("GET"), credentials, secret);
    expect(await failureOf()).toMatchObject({ status: "SUCCEEDED" });
  });

  it("is shown by TestState as it was sent, without secrets unless they are asked for", async () => {
    const { cloud, ConnectionArn } = await prepare();
    const Arguments = {
      ApiEndpoint: `${origin}/json`,
      Method: "POST",
      Headers: { "request-id": "r1" },
      RequestBody: { a: 1 },
      Authentication: { ConnectionArn },
    };
    const state = {
      Type: "Task",
      QueryLanguage: "JSONata",
      Resource: "arn:aws:states:::http:invoke",
      Arguments,
      End: true,
    };
    const test = (more: object) =>
      callStates<TestStateOutput>(cloud, "TestState", { definition: JSON.stringify(state), roleArn, ...more });
    const { inspectionData } = await test({ inspectionLevel: "TRACE" });
    expect(inspectionData).toMatchObject({
      request: { protocol: "http", method: "POST", url: `${origin}/json`, body: '{"a":1}' },
      response: { protocol: "http", statusCode: "200", statusMessage: "OK", body: '{"n":1}' },
    });
    expect(inspectionData?.request?.headers).toContain(
      "request-id: r1, user-agent: Amazon|StepFunctions|HttpInvoke|us-east-1",
    );
    expect(inspectionData?.request?.headers).not.toContain("authorization");
    const revealed = await test({ inspectionLevel: "TRACE", revealSecrets: true });
    expect(revealed.inspectionData?.request?.headers).toContain("authorization: Basic ");
    expect((await test({ inspectionLevel: "DEBUG" })).inspectionData).not.toHaveProperty("request");
  });

  it("is refused at creation with headers that it may not set, or members that it has not", async () => {
    const { cloud } = await prepare();
    const Arguments = {
      ApiEndpoint: "https://example.com",
      Method: "GET",
      Authentication: { ConnectionArn: "arn:aws:events:us-east-1:000000000000:connection/a/b" },
      Headers: { Authorization: "x", "X-Amz-Date": "y" },
      Body: {},
    };
    const States = { Call: { Type: "Task", Resource: "arn:aws:states:::http:invoke", Arguments, End: true } };
    const definition = JSON.stringify({ QueryLanguage: "JSONata", StartAt: "Call", States });
    const { diagnostics } = await callStates<ValidateStateMachineDefinitionOutput>(
      cloud,
      "ValidateStateMachineDefinition",
      { definition },
    );
    expect(diagnostics?.map(({ message, location }) => `${location}: ${message}`)).toEqual([
      '/States/Call/Arguments: The field "Body" is not supported by Step Functions',
      "/States/Call/Arguments: The 'Headers' field contains unsupported values: [authorization, x-amz-date]",
    ]);
  });
});
