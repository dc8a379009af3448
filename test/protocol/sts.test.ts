import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud } from "../support/test-cloud.ts";
import type { TestCloud } from "../support/test-cloud.ts";

describe("STS over the wire", () => {
  let cloud: TestCloud;
  let sts: STSClient;
  beforeAll(async () => {
    cloud = await createTestCloud();
    sts = new STSClient(cloud.clientConfig);
  });
  afterAll(() => cloud.close());

  it("tells the developer's shell that it is root of the account", async () => {
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({ Account: "000000000000", Arn: "arn:aws:iam::000000000000:root" });
  });

  it("issues credentials of a bootstrap role, which then names the caller", async () => {
    const RoleArn = "arn:aws:iam::000000000000:role/cdk-hnb659fds-deploy-role-000000000000-us-east-1";
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "deployer" }));
    expect(Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now() + 3500_000);
    const role = new STSClient({
      ...cloud.clientConfig,
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? "",
        secretAccessKey: Credentials?.SecretAccessKey ?? "",
        sessionToken: Credentials?.SessionToken ?? "",
      },
    });
    const identity = await role.send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe(
      "arn:aws:sts::000000000000:assumed-role/cdk-hnb659fds-deploy-role-000000000000-us-east-1/deployer",
    );
  });

  it("rejects a role that does not exist, in AWS's words", async () => {
    const RoleArn = "arn:aws:iam::000000000000:role/absent";
    await expect(sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "me" }))).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining("is not authorized to perform: sts:AssumeRole on resource") as string,
      $metadata: { httpStatusCode: 403 },
    });
  });

  it("rejects a member that it would ignore, by name", async () => {
    const command = new AssumeRoleCommand({
      RoleArn: "arn:aws:iam::000000000000:role/absent",
      RoleSessionName: "me",
      ExternalId: "outside",
    });
    await expect(sts.send(command)).rejects.toMatchObject({
      message: "The member ExternalId of sts AssumeRole is not implemented by the local cloud",
      $metadata: { httpStatusCode: 501 },
    });
  });

  it("rejects a missing member as the query protocol words it", async () => {
    const command = new AssumeRoleCommand({ RoleArn: "arn:aws:iam::000000000000:role/absent" } as never);
    await expect(sts.send(command)).rejects.toMatchObject({
      name: "ValidationError",
      message: expect.stringContaining("Value null at 'roleSessionName'") as string,
    });
  });
});
