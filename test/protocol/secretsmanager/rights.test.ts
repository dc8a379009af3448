import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setRights } from "../../local/iam/set-rights.ts";
import { createRole } from "../../local/lambda/create-role.ts";
import { createMachine, finished, start } from "../../local/runtime/execute.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

const root = { kind: "root" } as const;
const token = "0123456789abcdef0123456789abcdef";

describe("who may read a secret", () => {
  let cloud: TestCloud;
  let arn: string;
  const role = { kind: "role", roleArn: "arn:aws:iam::000000000000:role/reader", sessionName: "s" } as const;
  beforeAll(async () => {
    cloud = await createTestCloud();
    await createRole(cloud.cloud, { name: "reader", service: "states.amazonaws.com" });
    const input = { Name: "db", SecretString: '{"password":"p"}', ClientRequestToken: token };
    ({ ARN: arn } = await call<{ ARN: string }>("CreateSecret", input));
  });
  afterAll(() => cloud.close());

  const call = <Output>(operation: string, input: object): Promise<Output> =>
    cloud.cloud.call<Output>("secretsmanager", operation, input, root);
  const read = (input: object = {}) =>
    cloud.cloud.call("secretsmanager", "GetSecretValue", { SecretId: "db", ...input }, role);
  const allow = (statement: object) => setRights(cloud.cloud, "reader", statement);

  it("is nobody without a right, in AWS's words", async () => {
    await expect(read()).rejects.toMatchObject({
      code: "AccessDeniedException",
      status: 400,
      message: `User: arn:aws:sts::000000000000:assumed-role/reader/s is not authorized to perform: secretsmanager:GetSecretValue on resource: ${arn} because no identity-based policy allows the secretsmanager:GetSecretValue action`,
    });
  });

  it("is a role that may, on the ARN with any end, at the stage that is named", async () => {
    const Resource = "arn:aws:secretsmanager:us-east-1:000000000000:secret:db-??????";
    const Condition = { StringEquals: { "secretsmanager:VersionStage": "AWSCURRENT" } };
    await allow({ Action: "secretsmanager:GetSecretValue", Resource, Condition });
    expect(await read()).toMatchObject({ SecretString: '{"password":"p"}' });
    await expect(read({ VersionStage: "AWSPREVIOUS" })).rejects.toMatchObject({ code: "AccessDeniedException" });
  });

  it("is whom the secret's own policy names, and nobody whom it denies", async () => {
    await allow({ Action: "s3:GetObject", Resource: "*" });
    const policy = (Effect: string): string =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect, Principal: { AWS: role.roleArn }, Action: "secretsmanager:GetSecretValue", Resource: "*" },
        ],
      });
    await call("PutResourcePolicy", { SecretId: "db", ResourcePolicy: policy("Allow") });
    expect(await call("GetResourcePolicy", { SecretId: "db" })).toMatchObject({ ResourcePolicy: policy("Allow") });
    expect(await read()).toMatchObject({ Name: "db" });
    await call("PutResourcePolicy", { SecretId: "db", ResourcePolicy: policy("Deny") });
    await allow({ Action: "secretsmanager:*", Resource: "*" });
    await expect(read()).rejects.toMatchObject({
      message: expect.stringContaining("with an explicit deny in a resource-based policy") as string,
    });
    await call("DeleteResourcePolicy", { SecretId: "db" });
    expect(await read()).toMatchObject({ Name: "db" });
  });

  it("refuses a policy for everybody if that is to be blocked", async () => {
    const Statement = [{ Effect: "Allow", Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "*" }];
    const ResourcePolicy = JSON.stringify({ Version: "2012-10-17", Statement });
    await expect(
      call("PutResourcePolicy", { SecretId: "db", ResourcePolicy, BlockPublicPolicy: true }),
    ).rejects.toMatchObject({ code: "PublicPolicyException" });
    await expect(call("PutResourcePolicy", { SecretId: "db", ResourcePolicy: "{" })).rejects.toMatchObject({
      code: "MalformedPolicyDocumentException",
    });
  });

  it("is a state machine, which gives no token of its own", async () => {
    const task = (operation: string, Arguments: object, more: object) => ({
      Type: "Task",
      Resource: `arn:aws:states:::aws-sdk:secretsmanager:${operation}`,
      Arguments: { SecretId: "db", ...Arguments },
      ...more,
    });
    const states = {
      Put: task("putSecretValue", { SecretString: "next" }, { Next: "Get" }),
      Get: task("getSecretValue", {}, { Output: "{% $states.result.SecretString %}", Next: "Miss" }),
      Miss: task(
        "getSecretValue",
        { SecretId: "none" },
        {
          Catch: [{ ErrorEquals: ["SecretsManager.ResourceNotFoundException"], Next: "End" }],
          Next: "End",
        },
      ),
      End: { Type: "Succeed" },
    };
    const machine = await createMachine(cloud, states, "reading", "reader");
    expect(await finished(cloud, await start(cloud, machine))).toMatchObject({ status: "SUCCEEDED" });
    expect(await read()).toMatchObject({ SecretString: "next" });
  });
});
