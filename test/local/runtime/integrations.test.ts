import { afterEach, describe, expect, it } from "vitest";
import { AwsError } from "../../../src/local/aws-error.ts";
import type { CreateService } from "../../../src/local/service.ts";
import type { TestCloud } from "../../support/test-cloud.ts";
import { createMachine, finished, historyTypes, lambdaTask, start } from "./execute.ts";
import type { FunctionStandIn } from "./stand-ins.ts";
import { createStatesCloud, standInService } from "./stand-ins.ts";

const open: TestCloud[] = [];

afterEach(async () => {
  for (const cloud of open.splice(0)) await cloud.close();
});

/** Runs one Task state to its end. */
async function runTask(
  task: object,
  options: {
    readonly input?: unknown;
    readonly lambda?: FunctionStandIn;
    readonly others?: readonly CreateService[];
  } = {},
) {
  const { input = {}, ...rest } = options;
  const cloud = await createStatesCloud(rest);
  open.push(cloud);
  const machine = await createMachine(cloud, { Work: { Type: "Task", End: true, ...task } });
  const executionArn = await start(cloud, machine, input, "one");
  const { status, output, error, cause } = await finished(cloud, executionArn);
  const result = output === undefined ? undefined : (JSON.parse(output) as Record<string, unknown>);
  return { status, result, error, cause, types: await historyTypes(cloud, executionArn) };
}

const failWith =
  (code: string, message: string, status = 400) =>
  () => {
    throw new AwsError(code, message, status);
  };

/** Lambda that asks for the right to invoke, as the service itself does. */
const guardedLambda: CreateService = () => ({
  name: "lambda",
  operations: {
    Invoke: {
      members: ["FunctionName", "Payload"],
      authorize: ({ FunctionName }: { FunctionName: string }) => [
        { action: "lambda:InvokeFunction", resource: FunctionName },
      ],
      handle: () => ({ StatusCode: 200 }),
    },
  },
});

describe("lambda:invoke", () => {
  it("gives the answer of Invoke with the payload as JSON and what is known of the call", async () => {
    const { status, result } = await runTask(lambdaTask({ Output: "{% $states.result %}" }), {
      input: { rows: 3 },
      lambda: (payload, input) => ({ payload, name: input.FunctionName }),
    });
    expect(status).toBe("SUCCEEDED");
    expect(result).toMatchObject({
      ExecutedVersion: "$LATEST",
      Payload: { payload: { rows: 3 }, name: "work" },
      StatusCode: 200,
      SdkHttpMetadata: { HttpStatusCode: 200, HttpHeaders: { "Content-Type": "application/json" } },
      SdkResponseMetadata: { RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
    });
  });

  it("hands the client context and qualifier on as they are", async () => {
    const seen: unknown[] = [];
    await runTask(
      {
        Resource: "arn:aws:states:::lambda:invoke",
        Arguments: { FunctionName: "work", Payload: {}, ClientContext: "{% $base64encode('{}') %}", Qualifier: "3" },
      },
      { lambda: (_, { ClientContext, Qualifier }) => void seen.push({ ClientContext, Qualifier }) },
    );
    expect(seen).toEqual([{ ClientContext: "e30=", Qualifier: "3" }]);
  });

  it("fails under the function's own error name with its payload as cause", async () => {
    class UnreadableFile extends Error {
      override readonly name = "UnreadableFile";
    }
    const { status, error, cause } = await runTask(lambdaTask({}), {
      lambda: () => {
        throw new UnreadableFile("no header");
      },
    });
    expect({ status, error }).toEqual({ status: "FAILED", error: "UnreadableFile" });
    expect(JSON.parse(cause ?? "")).toEqual({ errorType: "UnreadableFile", errorMessage: "no header" });
  });

  it.each([
    ["TooManyRequestsException", "Rate Exceeded.", 429, "Lambda.TooManyRequestsException"],
    ["ResourceNotFoundException", "Function not found: f", 404, "Lambda.ResourceNotFoundException"],
    ["ServiceException", "try again", 499, "Lambda.ServiceException"],
    ["AccessDeniedException", "User: x is not authorized", 403, "Lambda.AWSLambdaException"],
  ])("names Lambda's %s as the optimized integration does", async (code, message, httpStatus, error) => {
    const failed = await runTask(lambdaTask({}), { lambda: failWith(code, message, httpStatus) });
    expect(failed.error).toBe(error);
    expect(failed.cause).toMatch(
      new RegExp(
        `^${message.replaceAll(".", "\\.")} \\(Service: AWSLambda; Status Code: ${httpStatus}; Error Code: ${code}; Request ID: [0-9a-f-]{36}; Proxy: null\\)$`,
      ),
    );
  });

  it("is denied what the state machine's role may not do, in IAM's words", async () => {
    const cloud = await createStatesCloud({ others: [guardedLambda] });
    open.push(cloud);
    const machine = await createMachine(cloud, { Work: lambdaTask({ End: true }) }, "denied", "powerless");
    const { error, cause } = await finished(cloud, await start(cloud, machine));
    expect(error).toBe("Lambda.AWSLambdaException");
    expect(cause).toContain("is not authorized to perform: lambda:InvokeFunction on resource: work");
    expect(cause).toContain(":assumed-role/powerless/");
  });

  it("retries and catches by these names", async () => {
    let calls = 0;
    const { result, types } = await runTask(
      lambdaTask({
        Retry: [
          {
            ErrorEquals: ["Lambda.TooManyRequestsException"],
            IntervalSeconds: 1,
            MaxAttempts: 1,
            JitterStrategy: "FULL",
          },
        ],
      }),
      { lambda: () => ((calls += 1) === 1 ? failWith("TooManyRequestsException", "slow down", 429)() : { calls }) },
    );
    expect(result).toEqual({ calls: 2 });
    expect(types.filter((type) => type.startsWith("Task") && !type.includes("State")).join(" ")).toBe(
      "TaskScheduled TaskStarted TaskFailed TaskScheduled TaskStarted TaskSucceeded",
    );
  });

  it("fails with a size error when the function answers more than 256 KiB", async () => {
    const { error } = await runTask(lambdaTask({}), { lambda: () => "x".repeat(262_145) });
    expect(error).toBe("States.DataLimitExceeded");
  });
});

it("invokes a function by its ARN with the Arguments as input", async () => {
  const { result, types } = await runTask(
    { Resource: "arn:aws:lambda:us-east-1:000000000000:function:work", Arguments: { n: 4 } },
    { lambda: (payload, { FunctionName }) => ({ payload, FunctionName }) },
  );
  expect(result).toEqual({
    payload: { n: 4 },
    FunctionName: "arn:aws:lambda:us-east-1:000000000000:function:work",
  });
  expect(types).toContain("LambdaFunctionSucceeded");
});

describe("events:putEvents", () => {
  const emit = {
    Resource: "arn:aws:states:::events:putEvents",
    Arguments: { Entries: [{ Source: "app", DetailType: "made", Detail: { n: 1 }, EventBusName: "bus" }] },
  };

  it("sends the detail as text and names the execution and its state machine", async () => {
    const seen: unknown[] = [];
    const events = standInService("events", {
      PutEvents: ({ Entries }) => {
        seen.push(Entries);
        return { Entries: [{ EventId: "e-1" }], FailedEntryCount: 0 };
      },
    });
    const { result } = await runTask(emit, { others: [events] });
    expect(result).toEqual({ Entries: [{ EventId: "e-1" }], FailedEntryCount: 0 });
    expect(seen).toEqual([
      [
        {
          Source: "app",
          DetailType: "made",
          Detail: '{"n":1}',
          EventBusName: "bus",
          Resources: [
            "arn:aws:states:us-east-1:000000000000:execution:machine:one",
            "arn:aws:states:us-east-1:000000000000:stateMachine:machine",
          ],
        },
      ],
    ]);
  });

  it("fails when an entry failed", async () => {
    const answer = {
      Entries: [{ ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." }],
      FailedEntryCount: 1,
    };
    const { error, cause } = await runTask(emit, { others: [standInService("events", { PutEvents: () => answer })] });
    expect(error).toBe("EventBridge.FailedEntry");
    expect(JSON.parse(cause ?? "")).toEqual(answer);
  });
});

it("sends a message with a body that is not text as JSON", async () => {
  const sqs = standInService("sqs", {
    SendMessage: ({ QueueUrl, MessageBody }) => ({
      MessageId: `${String(QueueUrl)} ${String(MessageBody)}`,
      MD5OfMessageBody: "m",
    }),
  });
  const { result } = await runTask(
    { Resource: "arn:aws:states:::sqs:sendMessage", Arguments: { QueueUrl: "q", MessageBody: { a: 1 } } },
    { others: [sqs] },
  );
  expect(result).toMatchObject({
    MessageId: 'q {"a":1}',
    MD5OfMessageBody: "m",
    SdkHttpMetadata: { HttpStatusCode: 200 },
  });
});

describe("states:startExecution", () => {
  it("starts another execution and gives its ARN without waiting for it", async () => {
    const cloud = await createStatesCloud();
    open.push(cloud);
    const child = await createMachine(cloud, { Wait: { Type: "Wait", Seconds: 3600, End: true } }, "child");
    const parent = await createMachine(
      cloud,
      {
        Start: {
          Type: "Task",
          Resource: "arn:aws:states:::states:startExecution",
          Arguments: { StateMachineArn: child, Input: { from: "parent" } },
          End: true,
        },
      },
      "parent",
    );
    const { status, output } = await finished(cloud, await start(cloud, parent));
    const { ExecutionArn, StartDate } = JSON.parse(output ?? "{}") as { ExecutionArn: string; StartDate: number };
    expect(status).toBe("SUCCEEDED");
    expect(StartDate).toBeTypeOf("number");
    const described = await cloud.cloud.call<{ status: string; input: string }>(
      "states",
      "DescribeExecution",
      { executionArn: ExecutionArn },
      { kind: "root" },
    );
    expect(described).toMatchObject({ status: "RUNNING", input: '{"from":"parent"}' });
  });

  it("fails when the name is taken by another execution", async () => {
    const { error, cause } = await runTask({
      Resource: "arn:aws:states:::states:startExecution",
      Arguments: {
        StateMachineArn: "arn:aws:states:us-east-1:000000000000:stateMachine:machine",
        Name: "one",
        Input: { another: true },
      },
    });
    expect(error).toBe("StepFunctions.ExecutionAlreadyExistsException");
    expect(cause).toMatch(/^Execution Already Exists: 'arn.*' \(Service: AWSStepFunctions; Status Code: 400;/);
  });
});

describe("aws-sdk", () => {
  it("translates member names and values by the API's schema", async () => {
    const seen: unknown[] = [];
    const logs = standInService("logs", {
      DescribeLogGroups: (input) => {
        seen.push(input);
        return { logGroups: [{ logGroupName: "g", creationTime: 5 }] };
      },
    });
    const { result } = await runTask(
      {
        Resource: "arn:aws:states:::aws-sdk:cloudwatchlogs:describeLogGroups",
        Arguments: { LogGroupNamePrefix: "g" },
      },
      { others: [logs] },
    );
    expect(seen).toEqual([{ logGroupNamePrefix: "g" }]);
    expect(result).toEqual({ LogGroups: [{ LogGroupName: "g", CreationTime: 5 }] });
  });

  it("writes JSON where the API takes bytes and reads bytes and dates as text", async () => {
    const seen: string[] = [];
    const s3 = standInService("s3", {
      PutObject: ({ Body }) => {
        seen.push(Buffer.from(Body as Uint8Array).toString());
        return { ETag: '"x"' };
      },
      GetObject: () => ({ Body: Buffer.from("text"), LastModified: new Date(0), Metadata: { keep: "Case" } }),
    });
    await runTask(
      {
        Resource: "arn:aws:states:::aws-sdk:s3:putObject",
        Arguments: { Bucket: "b", Key: "k", Body: { json: true } },
      },
      { others: [s3] },
    );
    expect(seen).toEqual(['{"json":true}']);
    const read = { Resource: "arn:aws:states:::aws-sdk:s3:getObject", Arguments: { Bucket: "b", Key: "k" } };
    const { result } = await runTask(read, { others: [s3] });
    expect(result).toEqual({ Body: "text", LastModified: "1970-01-01T00:00:00.000Z", Metadata: { keep: "Case" } });
  });

  it("names declared errors after the service and lumps the others", async () => {
    const read = { Resource: "arn:aws:states:::aws-sdk:s3:getObject", Arguments: { Bucket: "b", Key: "k" } };
    const withError = (code: string) => ({ others: [standInService("s3", { GetObject: failWith(code, "no", 404) })] });
    const missing = await runTask(read, withError("NoSuchKey"));
    expect(missing.error).toBe("S3.NoSuchKeyException");
    expect(missing.cause).toMatch(/^no \(Service: S3, Status Code: 404, Request ID: [0-9a-f-]{36}\)$/);
    expect((await runTask(read, withError("MalformedXML"))).error).toBe("S3.S3Exception");
  });

  it("spells members and errors as Java's SDK does", async () => {
    const sqs = standInService("sqs", { SendMessage: () => ({ MessageId: "m", MD5OfMessageBody: "x" }) });
    const send = {
      Resource: "arn:aws:states:::aws-sdk:sqs:sendMessage",
      Arguments: { QueueUrl: "q", MessageBody: "text" },
    };
    expect((await runTask(send, { others: [sqs] })).result).toEqual({ MessageId: "m", Md5OfMessageBody: "x" });
    const head = { Resource: "arn:aws:states:::aws-sdk:s3:headObject", Arguments: { Bucket: "b", Key: "k" } };
    const s3 = standInService("s3", { HeadObject: failWith("NotFound", "Not Found", 404) });
    expect((await runTask(head, { others: [s3] })).error).toBe("S3.NoSuchKeyException");
  });

  it("fails by name where the local cloud has no such operation, and no Catch takes it for the service's answer", async () => {
    const caught = {
      Resource: "arn:aws:states:::aws-sdk:s3:restoreObject",
      Arguments: { Bucket: "b", Key: "k" },
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Work" }],
    };
    const { error, cause } = await runTask(caught, { others: [standInService("s3", {})] });
    expect(error).toBe("States.Runtime");
    expect(cause).toContain("RestoreObject");
    expect(cause).toContain("is not implemented by the local cloud");
  });

  it.each([
    "arn:aws:states:::athena:startQueryExecution.sync",
    "arn:aws:states:::aws-sdk:glue:startCrawler",
    "arn:aws:states:::bedrock:invokeModel",
  ])("takes %s, whose service is not here, and fails by name when it runs", async (Resource) => {
    const { error, cause } = await runTask({ Resource, Arguments: {} });
    expect({ error, cause }).toEqual({
      error: "States.Runtime",
      cause: `The resource '${Resource}' is not implemented by the local cloud`,
    });
  });

  it("refuses a service that does not exist when the state machine is made", async () => {
    await expect(runTask({ Resource: "arn:aws:states:::aws-sdk:dynamdb:getItem", Arguments: {} })).rejects.toThrow(
      "is not implemented by the local cloud",
    );
  });

  it("rejects a parameter that the operation does not have", async () => {
    const { error, cause } = await runTask({
      Resource: "arn:aws:states:::aws-sdk:s3:getObject",
      Arguments: { bucket: "b", Key: "k" },
    });
    expect({ error, cause }).toEqual({
      error: "States.Runtime",
      cause: "The field 'bucket' is not supported by Step Functions",
    });
  });
});
