import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
  DeleteLayerVersionCommand,
  GetLayerVersionCommand,
  PublishLayerVersionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  RemovePermissionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";
import type { CreateFunctionCommandInput, InvokeCommandOutput } from "@aws-sdk/client-lambda";
import { ReceiveMessageCommand, SQSClient, CreateQueueCommand } from "@aws-sdk/client-sqs";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createIamService } from "../../../src/local/services/iam/index.ts";
import { createLambdaService, listColdStarts } from "../../../src/local/services/lambda/index.ts";
import { createLogsService } from "../../../src/local/services/logs/index.ts";
import { createSqsService } from "../../../src/local/services/sqs/index.ts";
import { createStsService } from "../../../src/local/services/sts/index.ts";
import { makeZip } from "../../local/lambda/make-zip.ts";
import { createRole } from "../../local/lambda/create-role.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

const role = "arn:aws:iam::000000000000:role/function";
let cloud: TestCloud;
let lambda: LambdaClient;

beforeEach(async () => {
  cloud = await createTestCloud({
    services: [createIamService, createStsService, createLogsService, createSqsService, createLambdaService],
  });
  lambda = new LambdaClient(cloud.clientConfig);
  await createRole(cloud.cloud, {
    name: "function",
    service: "lambda.amazonaws.com",
    actions: ["sqs:SendMessage", "logs:*"],
  });
});

afterEach(() => cloud.close());

async function create(source: string, changes: Partial<CreateFunctionCommandInput> = {}): Promise<void> {
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: "f",
      Runtime: "nodejs24.x",
      Role: role,
      Handler: "index.handler",
      Code: { ZipFile: makeZip({ "index.mjs": source }) },
      ...changes,
    }),
  );
}

const payloadOf = ({ Payload }: InvokeCommandOutput): unknown => JSON.parse(Payload?.transformToString() ?? "");

async function invoke(functionName: string, event: unknown = {}): Promise<unknown> {
  return payloadOf(
    await lambda.send(new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) })),
  );
}

describe("Lambda", () => {
  it.each(["../../../etc/passwd", "/etc/passwd"])("refuses an archive with a link to %s", async (target) => {
    const isLink = { os: 3, attrs: (0o120777 << 16) >>> 0 };
    const ZipFile = zipSync({ "index.mjs": strToU8("export {}"), "lib/link": [strToU8(target), isLink] });
    await expect(create("", { Code: { ZipFile } })).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      message: "lib/link links outside of the archive",
    });
  });

  it("creates a function, describes and runs it", async () => {
    await create(`export const handler = async (event) => ({ ...event, table: process.env.TABLE })`, {
      Environment: { Variables: { TABLE: "t" } },
      MemorySize: 256,
      Timeout: 10,
      Tags: { app: "demo" },
    });
    const { Configuration, Tags } = await lambda.send(new GetFunctionCommand({ FunctionName: "f" }));
    expect(Configuration).toMatchObject({
      FunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:f",
      State: "Active",
      LastUpdateStatus: "Successful",
      MemorySize: 256,
      Version: "$LATEST",
      Environment: { Variables: { TABLE: "t" } },
    });
    expect(Tags).toEqual({ app: "demo" });
    expect(await invoke("f", { a: 1 })).toEqual({ a: 1, table: "t" });
    expect(listColdStarts(cloud.cloud)).toMatchObject([{ functionName: "f", version: "$LATEST", count: 1 }]);
  });

  it("answers a failed invocation with status 200, the error's kind and the envelope", async () => {
    await create(`export const handler = async () => { throw new RangeError("too far") }`);
    const output = await lambda.send(new InvokeCommand({ FunctionName: "f", LogType: "Tail" }));
    expect(output).toMatchObject({ StatusCode: 200, FunctionError: "Unhandled", ExecutedVersion: "$LATEST" });
    expect(payloadOf(output)).toMatchObject({ errorType: "RangeError", errorMessage: "too far" });
    expect(Buffer.from(output.LogResult ?? "", "base64").toString()).toMatch(
      /^START RequestId: [\s\S]*REPORT RequestId: /,
    );
  });

  it("passes the client context on", async () => {
    await create(`export const handler = async (event, context) => context.clientContext`);
    const ClientContext = Buffer.from(JSON.stringify({ execution: "e1" })).toString("base64");
    expect(payloadOf(await lambda.send(new InvokeCommand({ FunctionName: "f", ClientContext })))).toEqual({
      execution: "e1",
    });
  });

  it("keeps a published version as it was and moves an alias between versions", async () => {
    await create(`export const handler = async () => "one"`, { Publish: true });
    await lambda.send(new CreateAliasCommand({ FunctionName: "f", Name: "live", FunctionVersion: "1" }));
    await lambda.send(
      new UpdateFunctionCodeCommand({
        FunctionName: "f",
        ZipFile: makeZip({ "index.mjs": `export const handler = async (e, c) => "two " + c.functionVersion` }),
      }),
    );
    await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 5 }, { FunctionName: "f" });
    expect(await invoke("f")).toBe("two $LATEST");
    expect(await invoke("f:1")).toBe("one");
    expect(await invoke("f:live")).toBe("one");
    const second = await lambda.send(new PublishVersionCommand({ FunctionName: "f" }));
    expect(second.Version).toBe("2");
    const again = await lambda.send(new PublishVersionCommand({ FunctionName: "f" }));
    expect(again.Version).toBe("2");
    await lambda.send(new UpdateAliasCommand({ FunctionName: "f", Name: "live", FunctionVersion: "2" }));
    expect(await invoke("arn:aws:lambda:us-east-1:000000000000:function:f:live")).toBe("two 2");
    const { Versions } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: "f" }));
    expect(Versions?.map(({ Version }) => Version)).toEqual(["$LATEST", "1", "2"]);
    await expect(lambda.send(new DeleteFunctionCommand({ FunctionName: "f", Qualifier: "2" }))).rejects.toMatchObject({
      name: "ResourceConflictException",
      message: expect.stringContaining("[live]"),
    });
  });

  it("takes a new configuration into the next invocation", async () => {
    await create(`export const handler = async () => process.env.MODE ?? null`);
    expect(await invoke("f")).toBeNull();
    await lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName: "f", Environment: { Variables: { MODE: "b" } } }),
    );
    expect(await invoke("f")).toBe("b");
  });

  it("finds a layer's packages", async () => {
    const layer = await lambda.send(
      new PublishLayerVersionCommand({
        LayerName: "native",
        CompatibleArchitectures: [process.arch === "x64" ? "x86_64" : "arm64"],
        Content: { ZipFile: makeZip({ "nodejs/node_modules/thing/index.js": `module.exports = "thing"` }) },
      }),
    );
    expect(layer.LayerVersionArn).toBe("arn:aws:lambda:us-east-1:000000000000:layer:native:1");
    await create(
      `import { createRequire } from "node:module";
       export const handler = async () => createRequire(import.meta.url)("thing")`,
      { Layers: [layer.LayerVersionArn ?? ""] },
    );
    expect(await invoke("f")).toBe("thing");
    const version = { LayerName: "native", VersionNumber: 1 };
    expect(await lambda.send(new GetLayerVersionCommand(version))).toMatchObject({ Version: 1 });
    await lambda.send(new DeleteLayerVersionCommand(version));
    await expect(lambda.send(new GetLayerVersionCommand(version))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("keeps a resource policy", async () => {
    await create(`export const handler = async () => 1`);
    await lambda.send(
      new AddPermissionCommand({
        FunctionName: "f",
        StatementId: "events",
        Action: "lambda:InvokeFunction",
        Principal: "events.amazonaws.com",
        SourceArn: "arn:aws:events:us-east-1:000000000000:rule/r",
      }),
    );
    const { Policy } = await lambda.send(new GetPolicyCommand({ FunctionName: "f" }));
    expect(JSON.parse(Policy ?? "")).toMatchObject({
      Statement: [
        {
          Sid: "events",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:events:us-east-1:000000000000:rule/r" } },
        },
      ],
    });
    await lambda.send(new RemovePermissionCommand({ FunctionName: "f", StatementId: "events" }));
    await expect(lambda.send(new GetPolicyCommand({ FunctionName: "f" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("sends the record of a failed asynchronous invocation to its destination", async () => {
    const sqs = new SQSClient(cloud.clientConfig);
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "failed" }));
    await create(`export const handler = async () => { throw new Error("never") }`);
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: "f",
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: "arn:aws:sqs:us-east-1:000000000000:failed" } },
      }),
    );
    const { StatusCode } = await lambda.send(
      new InvokeCommand({ FunctionName: "f", InvocationType: "Event", Payload: JSON.stringify({ id: 7 }) }),
    );
    expect(StatusCode).toBe(202);
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
    expect(JSON.parse(Messages?.[0]?.Body ?? "")).toMatchObject({
      requestContext: { condition: "RetriesExhausted", approximateInvokeCount: 1 },
      requestPayload: { id: 7 },
      responseContext: { functionError: "Unhandled" },
      responsePayload: { errorMessage: "never" },
    });
  });

  it("runs an accepted asynchronous invocation after a restart", async () => {
    const sqs = new SQSClient(cloud.clientConfig);
    await sqs.send(new CreateQueueCommand({ QueueName: "done" }));
    await create(`export const handler = async (event) => event.id`);
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: "f",
        DestinationConfig: { OnSuccess: { Destination: "arn:aws:sqs:us-east-1:000000000000:done" } },
      }),
    );
    // Accepted and closed before it can have ended: loading alone takes longer.
    await lambda.send(new InvokeCommand({ FunctionName: "f", InvocationType: "Event", Payload: `{"id":8}` }));
    cloud = await cloud.restart();
    const { Messages } = await new SQSClient(cloud.clientConfig).send(
      new ReceiveMessageCommand({ QueueUrl: `${cloud.endpoint}/000000000000/done`, WaitTimeSeconds: 10 }),
    );
    expect(JSON.parse(Messages?.[0]?.Body ?? "")).toMatchObject({
      requestContext: { condition: "Success" },
      responsePayload: 8,
    });
  });

  it("writes the function's output to its log group", async () => {
    await create(`export const handler = async () => { console.log("hello") }`);
    await invoke("f");
    const { events } = await cloud.cloud.call<{ events: readonly { readonly message: string }[] }>(
      "logs",
      "FilterLogEvents",
      { logGroupName: "/aws/lambda/f" },
      { kind: "root" },
    );
    const messages = events.map(({ message }) => message);
    expect(messages[0]).toMatch(/^START RequestId: /);
    expect(messages[1]).toMatch(/\tINFO\thello\n$/);
    expect(messages.at(-1)).toMatch(/^REPORT RequestId: /);
  });

  it("throttles beyond the reserved concurrency", async () => {
    await create(`export const handler = async () => 1`);
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: "f", ReservedConcurrentExecutions: 0 }));
    await expect(invoke("f")).rejects.toMatchObject({ name: "TooManyRequestsException" });
  });

  it("keeps functions over a restart", async () => {
    await create(`export const handler = async () => "still here"`);
    cloud = await cloud.restart();
    lambda = new LambdaClient(cloud.clientConfig);
    const { Functions } = await lambda.send(new ListFunctionsCommand());
    expect(Functions).toHaveLength(1);
    expect(await invoke("f")).toBe("still here");
    await lambda.send(new DeleteFunctionCommand({ FunctionName: "f" }));
    await expect(invoke("f")).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f",
    });
  });

  it("rejects other runtimes, members that it would ignore, and bad input, by name", async () => {
    await expect(create("", { Runtime: "python3.13" })).rejects.toThrow(
      "The Lambda runtime python3.13 is not implemented",
    );
    await expect(create("", { VpcConfig: { SubnetIds: ["s"] } })).rejects.toThrow("VpcConfig");
    await expect(create("", { Code: { ZipFile: Buffer.from("no zip") } })).rejects.toThrow("Could not unzip");
    await expect(create("", { Role: `${role}-else` })).rejects.toThrow("cannot be assumed by Lambda");
    await expect(create("", { Timeout: 901 })).rejects.toThrow("less than or equal to 900");
    await create(`export const handler = async () => 1`);
    await expect(create(`export const handler = async () => 1`)).rejects.toMatchObject({
      name: "ResourceConflictException",
      message: "Function already exist: f",
    });
    await expect(lambda.send(new InvokeCommand({ FunctionName: "f", Payload: "{" }))).rejects.toMatchObject({
      name: "InvalidRequestContentException",
    });
  });
});
