import type { Stack } from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceName } from "../../../src/local/service.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";
import { callCloudFormation, settledStack } from "./settled-stack.ts";

const parameter = (Value: unknown, others: object = {}): object => ({
  Type: "AWS::SSM::Parameter",
  Properties: { Type: "String", Value, ...others },
});

describe("references of a stack to what lies outside", () => {
  let running: TestCloud;
  beforeAll(async () => {
    running = await createTestCloud();
  });
  afterAll(() => running.close());

  const call = <Output>(service: ServiceName, operation: string, input: object): Promise<Output> =>
    running.cloud.call<Output>(service, operation, input, { kind: "root" });
  const deploy = async (operation: "CreateStack" | "UpdateStack", name: string, body: object): Promise<Stack> => {
    await callCloudFormation(running.cloud, operation, { StackName: name, TemplateBody: JSON.stringify(body) });
    return settledStack(running.cloud, name);
  };
  const valueOf = async (Name: string): Promise<string> =>
    (await call<{ Parameter: { Value: string } }>("ssm", "GetParameter", { Name })).Parameter.Value;

  const producer = (value: string): object => ({
    Resources: { Setting: parameter(value) },
    Outputs: { Said: { Value: { "Fn::GetAtt": ["Setting", "Value"] } } },
  });
  const consumer = {
    Resources: {
      Copy: parameter({ "Fn::GetStackOutput": { StackName: "producer", OutputName: "Said" } }, { Name: "/copy" }),
    },
  };

  it("read outputs of other stacks as they are at the time, without holding them", async () => {
    await deploy("CreateStack", "producer", producer("one"));
    expect((await deploy("CreateStack", "consumer", consumer)).StackStatus).toBe("CREATE_COMPLETE");
    expect(await valueOf("/copy")).toBe("one");
    await expect(deploy("UpdateStack", "consumer", consumer)).rejects.toThrow("No updates are to be performed.");
    await deploy("UpdateStack", "producer", producer("two"));
    expect((await deploy("UpdateStack", "consumer", consumer)).StackStatus).toBe("UPDATE_COMPLETE");
    expect(await valueOf("/copy")).toBe("two");
    const { StackId = "" } = await settledStack(running.cloud, "producer");
    await callCloudFormation(running.cloud, "DeleteStack", { StackName: "producer" });
    expect((await settledStack(running.cloud, StackId)).StackStatus).toBe("DELETE_COMPLETE");
  });

  it("resolve {{resolve:ssm:…}} when a resource is made, also inside a Join", async () => {
    await call("ssm", "PutParameter", { Name: "/secret/word", Value: "tree", Type: "String" });
    const body = (version: number): object => ({
      Resources: {
        Dynamic: parameter(
          { "Fn::Join": ["-", ["a", "{{resolve:ssm:/secret/word}}", `{{resolve:ssm:/secret/word:${version}}}`]] },
          { Name: "/dynamic" },
        ),
      },
    });
    expect((await deploy("CreateStack", "dynamic", body(1))).StackStatus).toBe("CREATE_COMPLETE");
    expect(await valueOf("/dynamic")).toBe("a-tree-tree");
    expect(await deploy("UpdateStack", "dynamic", body(2))).toMatchObject({ StackStatus: "UPDATE_ROLLBACK_COMPLETE" });
    expect(await valueOf("/dynamic")).toBe("a-tree-tree");
  });

  it("resolve {{resolve:secretsmanager:…}} by name and by ARN, whole, by key and by version", async () => {
    const { ARN } = await call<{ ARN: string }>("secretsmanager", "CreateSecret", {
      Name: "db",
      SecretString: '{"password":"p:1","port":5432}',
      ClientRequestToken: "0123456789abcdef0123456789abcdef",
    });
    const body = (reference: string): object => ({
      Resources: { Dynamic: parameter({ "Fn::Sub": `<${reference}>` }, { Name: "/from-secret" }) },
    });
    const said = async (reference: string): Promise<string> => {
      const name = `secret-${said.count++}`;
      const { StackStatus } = await deploy("CreateStack", name, body(reference));
      expect(StackStatus).toBe("CREATE_COMPLETE");
      const value = await valueOf("/from-secret");
      await callCloudFormation(running.cloud, "DeleteStack", { StackName: name });
      await expect.poll(() => valueOf("/from-secret").catch(() => "gone")).toBe("gone");
      return value;
    };
    said.count = 0;
    expect(await said("{{resolve:secretsmanager:db}}")).toBe('<{"password":"p:1","port":5432}>');
    const password = "{{resolve:secretsmanager:db:SecretString:password}}";
    expect(await said(password)).toBe("<p:1>");
    expect(await said(`{{resolve:secretsmanager:${ARN}:SecretString:port::}}`)).toBe("<5432>");
    expect(await said(`{{resolve:secretsmanager:${ARN}:SecretString:port:AWSCURRENT:}}`)).toBe("<5432>");
    await deploy("CreateStack", "shown", body(password));
    const { StackEvents } = await callCloudFormation<{ StackEvents: object[] }>(running.cloud, "DescribeStackEvents", {
      StackName: "shown",
    });
    expect(JSON.stringify(StackEvents)).toContain(password);
    expect(JSON.stringify(StackEvents)).not.toContain("p:1");
    const missing = { Resources: { A: parameter("{{resolve:secretsmanager:db:SecretString:user}}") } };
    expect(await deploy("CreateStack", "missing", missing)).toMatchObject({ StackStatus: "ROLLBACK_COMPLETE" });
  });

  it.each([
    ["a part of a secret that there is not", "{{resolve:secretsmanager:a:SecretString:b:c:d:e}}"],
    ["ssm-secure", "{{resolve:ssm-secure:/x:1}}"],
  ])("refuse dynamic references to %s by name before anything is made", async (_name, reference) => {
    const body = { Resources: { A: parameter({ "Fn::Join": ["", ["x", reference]] }) } };
    await expect(deploy("CreateStack", "refused", body)).rejects.toThrow(
      `dynamic reference '${reference}' is not implemented by the local cloud`,
    );
  });
});
