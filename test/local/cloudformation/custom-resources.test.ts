import type { DescribeStackEventsOutput, DescribeStackResourcesOutput, Stack } from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ServiceName } from "../../../src/local/service.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";
import { callCloudFormation, settledStack } from "./settled-stack.ts";

// As the handlers of aws-cdk-lib answer: by https.request, with host and path of the address alone.
const respond = `
const https = require("https");
function answer(event, body) {
  const url = new URL(event.ResponseURL);
  const { StackId, RequestId, LogicalResourceId } = event;
  const text = JSON.stringify({ StackId, RequestId, LogicalResourceId, ...body });
  return new Promise((resolve, reject) => {
    const options = { hostname: url.hostname, path: url.pathname + url.search, method: "PUT", headers: { "content-type": "", "content-length": Buffer.byteLength(text) } };
    const request = https.request(options, (response) => { response.resume(); response.statusCode >= 400 ? reject(new Error("HTTP " + response.statusCode)) : resolve(); });
    request.on("error", reject);
    request.end(text);
  });
}
`;
const handlers = {
  echo: `${respond}
exports.handler = async (event) => {
  console.log("REQUEST " + JSON.stringify(event));
  const { Fail, Name } = event.ResourceProperties;
  if (Name === "late") return;
  if (Fail === event.RequestType) return answer(event, { Status: "FAILED", Reason: "told to fail" });
  await answer(event, { Status: "SUCCESS", PhysicalResourceId: "thing-" + Name, Data: { Upper: String(Name).toUpperCase(), "a.b": 1 } });
};`,
  module: `const response = require("cfn-response");
exports.handler = async (event, context) => {
  await response.send(event, context, response.SUCCESS, { Said: "hello" }, "by-module");
};`,
} as const;

function template(
  properties: object,
  { handler = "echo", type = "Custom::Thing" }: { handler?: keyof typeof handlers; type?: string } = {},
): string {
  const Version = "2012-10-17";
  return JSON.stringify({
    Resources: {
      Role: {
        Type: "AWS::IAM::Role",
        Properties: {
          AssumeRolePolicyDocument: {
            Version,
            Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
          },
          ManagedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
        },
      },
      Handler: {
        Type: "AWS::Lambda::Function",
        Properties: {
          Code: { ZipFile: handlers[handler] },
          Handler: "index.handler",
          Runtime: "nodejs24.x",
          Timeout: 10,
          LoggingConfig: { LogGroup: "requests" },
          Role: { "Fn::GetAtt": ["Role", "Arn"] },
        },
      },
      Thing: { Type: type, Properties: { ServiceToken: { "Fn::GetAtt": ["Handler", "Arn"] }, ...properties } },
    },
    Outputs: {
      Upper: { Value: { "Fn::GetAtt": ["Thing", handler === "echo" ? "Upper" : "Said"] } },
      Id: { Value: { Ref: "Thing" } },
    },
  });
}

describe("custom resources", () => {
  let running: TestCloud;
  beforeAll(async () => {
    running = await createTestCloud();
  });
  afterAll(() => running.close());

  const call = <Output>(service: ServiceName, operation: string, input: object): Promise<Output> =>
    running.cloud.call<Output>(service, operation, input, { kind: "root" });
  const deploy = async (operation: "CreateStack" | "UpdateStack", name: string, body: string): Promise<Stack> => {
    const input = { StackName: name, TemplateBody: body, Capabilities: ["CAPABILITY_IAM"] };
    await callCloudFormation(running.cloud, operation, input);
    return settledStack(running.cloud, name);
  };
  /** What the function was asked, once it was asked so often: an invocation's log is written after its answer is here. */
  const requests = (name: string, count: number): Promise<readonly Record<string, unknown>[]> =>
    vi.waitFor(async () => {
      const found = await loggedRequests(name);
      expect(found.length).toBeGreaterThanOrEqual(count);
      return found;
    }, 20_000);
  const loggedRequests = async (name: string): Promise<readonly Record<string, unknown>[]> => {
    const { events } = await call<{ events: readonly { message: string }[] }>("logs", "FilterLogEvents", {
      logGroupName: "requests",
      filterPattern: "REQUEST",
    });
    // Each message begins with its time; environments hand their lines over later, and not in order.
    return events
      .toSorted((a, b) => (a.message < b.message ? -1 : 1))
      .map(({ message }) => JSON.parse(message.slice(message.indexOf("{"))) as Record<string, unknown>)
      .filter(({ StackId }) => String(StackId).includes(`stack/${name}/`));
  };
  const reasons = async (name: string): Promise<readonly string[]> => {
    const { StackEvents = [] } = await callCloudFormation<DescribeStackEventsOutput>(
      running.cloud,
      "DescribeStackEvents",
      { StackName: name },
    );
    return StackEvents.flatMap((event) =>
      event.ResourceStatus?.endsWith("_FAILED") ? (event.ResourceStatusReason ?? []) : [],
    );
  };

  it("are made by their function, whose answer gives Ref and GetAtt", async () => {
    const stack = await deploy(
      "CreateStack",
      "made",
      template({ Name: "one", Count: 3, On: true, List: [1, { a: false }] }),
    );
    expect(stack.StackStatus).toBe("CREATE_COMPLETE");
    expect(stack.Outputs).toMatchObject([{ OutputValue: "ONE" }, { OutputValue: "thing-one" }]);
    const [request] = await requests("made", 1);
    expect(request).toMatchObject({
      RequestType: "Create",
      ResourceType: "Custom::Thing",
      LogicalResourceId: "Thing",
      StackId: stack.StackId,
      ResourceProperties: { Name: "one", Count: "3", On: "true", List: ["1", { a: "false" }] },
    });
    expect(Object.keys(request ?? {})).not.toContain("PhysicalResourceId");
  });

  it("are updated with their old properties, and a new physical id deletes the old resource at the end", async () => {
    const stack = await deploy("UpdateStack", "made", template({ Name: "two" }));
    expect(stack.StackStatus).toBe("UPDATE_COMPLETE");
    expect(stack.Outputs).toMatchObject([{ OutputValue: "TWO" }, { OutputValue: "thing-two" }]);
    const [, update, cleanup] = await requests("made", 3);
    expect(update).toMatchObject({
      RequestType: "Update",
      PhysicalResourceId: "thing-one",
      ResourceProperties: { Name: "two" },
      OldResourceProperties: { Name: "one", Count: "3" },
    });
    expect(cleanup).toMatchObject({
      RequestType: "Delete",
      PhysicalResourceId: "thing-one",
      ResourceProperties: { Name: "one" },
    });
  });

  it("that fail to update are updated back, and what the update made is deleted", async () => {
    const body = JSON.parse(template({ Name: "three" })) as { Resources: Record<string, object> };
    body.Resources["Broken"] = {
      Type: "AWS::Logs::LogGroup",
      DependsOn: "Thing",
      Properties: { RetentionInDays: 31 },
    };
    const stack = await deploy("UpdateStack", "made", JSON.stringify(body));
    expect(stack.StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    const said = (await requests("made", 6)).slice(3);
    expect(said).toMatchObject([
      { RequestType: "Update", PhysicalResourceId: "thing-two", ResourceProperties: { Name: "three" } },
      { RequestType: "Update", PhysicalResourceId: "thing-three", ResourceProperties: { Name: "two" } },
      { RequestType: "Delete", PhysicalResourceId: "thing-three", ResourceProperties: { Name: "three" } },
    ]);
    expect(stack.Outputs).toMatchObject([{ OutputValue: "TWO" }, { OutputValue: "thing-two" }]);
  });

  it("are deleted before their function", async () => {
    const { StackId = "" } = await settledStack(running.cloud, "made");
    await callCloudFormation(running.cloud, "DeleteStack", { StackName: "made" });
    expect((await settledStack(running.cloud, StackId)).StackStatus).toBe("DELETE_COMPLETE");
    expect((await requests("made", 7)).at(-1)).toMatchObject({
      RequestType: "Delete",
      PhysicalResourceId: "thing-two",
    });
  });

  it("that say FAILED roll the stack back with their reason, and are deleted all the same", async () => {
    const stack = await deploy("CreateStack", "failing", template({ Name: "one", Fail: "Create" }));
    expect(stack.StackStatus).toBe("ROLLBACK_COMPLETE");
    expect(await reasons("failing")).toEqual([
      expect.stringMatching(
        /^Received response status \[FAILED\] from custom resource\. Message returned: told to fail \(RequestId: [0-9a-f-]{36}\)$/,
      ),
    ]);
    expect(await requests("failing", 2)).toMatchObject([
      { RequestType: "Create" },
      { RequestType: "Delete", PhysicalResourceId: expect.stringMatching(/^failing-Thing-/) as string },
    ]);
  });

  it("may answer by the module cfn-response, which inline functions find beside them", async () => {
    const body = template({}, { handler: "module", type: "AWS::CloudFormation::CustomResource" });
    const stack = await deploy("CreateStack", "module", body);
    expect(stack.Outputs).toMatchObject([{ OutputValue: "hello" }, { OutputValue: "by-module" }]);
  });

  it("name what their function did not give", async () => {
    const body = template({ Name: "one" }).replace('"Upper"]', '"Lower"]');
    const stack = await deploy("CreateStack", "lacking", body);
    expect(stack.StackStatus).toBe("ROLLBACK_COMPLETE");
    expect(
      JSON.stringify(await callCloudFormation(running.cloud, "DescribeStackEvents", { StackName: "lacking" })),
    ).toContain("CustomResource attribute error: Vendor response doesn't contain Lower attribute in object thing-one");
  });

  it("behind an SNS topic, and functions in other languages, are refused before anything is made", async () => {
    const topic = template({ ServiceToken: "arn:aws:sns:us-east-1:000000000000:topic" });
    await deploy("CreateStack", "topic", topic);
    expect(await reasons("topic")).toEqual([
      "ServiceToken 'arn:aws:sns:us-east-1:000000000000:topic': custom resources behind SNS topics are not implemented by the local cloud",
    ]);
    await deploy("CreateStack", "python", template({}).replace("nodejs24.x", "python3.13"));
    expect(await reasons("python")).toEqual([
      "AWS::Lambda::Function Runtime 'python3.13' is not implemented by the local cloud (only Node.js)",
    ]);
  });

  it("that are awaited when the cloud stops are asked again after the next start", async () => {
    const input = { StackName: "late", TemplateBody: template({ Name: "late" }), Capabilities: ["CAPABILITY_IAM"] };
    await callCloudFormation(running.cloud, "CreateStack", input);
    await requests("late", 1);
    running = await running.restart();
    const [first, second] = await requests("late", 2);
    expect(second).toMatchObject({ RequestType: "Create" });
    expect(second?.["RequestId"]).not.toBe(first?.["RequestId"]);
  });
});

describe("Custom::S3BucketNotifications", () => {
  it("does what the Python function of aws-cdk-lib would do, without it", async () => {
    const running = await createTestCloud();
    const call = <Output>(service: ServiceName, operation: string, input: object): Promise<Output> =>
      running.cloud.call<Output>(service, operation, input, { kind: "root" });
    const body = (configuration: object): string =>
      JSON.stringify({
        Resources: {
          Uploads: { Type: "AWS::S3::Bucket" },
          Handler: {
            Type: "AWS::Lambda::Function",
            Properties: {
              Code: { ZipFile: "def handler(event, context): pass" },
              Description: 'AWS CloudFormation handler for "Custom::S3BucketNotifications" resources (@aws-cdk/aws-s3)',
              Handler: "index.handler",
              Role: "arn:aws:iam::000000000000:role/any",
              Runtime: "python3.13",
            },
          },
          Notifications: {
            Type: "Custom::S3BucketNotifications",
            Properties: {
              ServiceToken: { "Fn::GetAtt": ["Handler", "Arn"] },
              BucketName: { Ref: "Uploads" },
              NotificationConfiguration: configuration,
              Managed: true,
              SkipDestinationValidation: false,
            },
          },
        },
      });
    await callCloudFormation(running.cloud, "CreateStack", {
      StackName: "demo",
      TemplateBody: body({ EventBridgeConfiguration: {} }),
    });
    expect(await settledStack(running.cloud, "demo")).toMatchObject({ StackStatus: "CREATE_COMPLETE" });
    const { StackResources = [] } = await callCloudFormation<DescribeStackResourcesOutput>(
      running.cloud,
      "DescribeStackResources",
      { StackName: "demo" },
    );
    const Bucket = StackResources.find((one) => one.LogicalResourceId === "Uploads")?.PhysicalResourceId;
    const configuration = () => call("s3", "GetBucketNotificationConfiguration", { Bucket });
    expect(await configuration()).toEqual({ EventBridgeConfiguration: {} });
    await callCloudFormation(running.cloud, "UpdateStack", { StackName: "demo", TemplateBody: body({}) });
    expect(await settledStack(running.cloud, "demo")).toMatchObject({ StackStatus: "UPDATE_COMPLETE" });
    expect(await configuration()).toEqual({});
    await running.close();
  });
});
