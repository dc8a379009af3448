import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
} from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

const document = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
});

describe("IAM over the wire", () => {
  let cloud: TestCloud;
  let iam: IAMClient;
  beforeAll(async () => {
    cloud = await createTestCloud();
    iam = new IAMClient(cloud.clientConfig);
  });
  afterAll(() => cloud.close());

  it("keeps a role with its trust policy, tags and policies, and gives documents URL-encoded", async () => {
    const RoleName = "worker";
    await iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document, Path: "/jobs/", Description: "works" }),
    );
    await iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key: "team", Value: "data" }] }));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(Role).toMatchObject({
      Arn: "arn:aws:iam::000000000000:role/jobs/worker",
      Description: "works",
      MaxSessionDuration: 3600,
      Tags: [{ Key: "team", Value: "data" }],
    });
    expect(Role?.CreateDate).toBeInstanceOf(Date);
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")).toBe(document);

    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "inline", PolicyDocument: policy }));
    const inline = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: "inline" }));
    expect(decodeURIComponent(inline.PolicyDocument ?? "")).toBe(policy);
    expect((await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual(["inline"]);
    expect((await iam.send(new ListRolesCommand({ PathPrefix: "/jobs/" }))).Roles).toHaveLength(1);
    await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject({
      name: "DeleteConflictException",
    });
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: "inline" }));
    await iam.send(new DeleteRoleCommand({ RoleName }));
    await expect(iam.send(new GetRoleCommand({ RoleName }))).rejects.toMatchObject({ name: "NoSuchEntityException" });
  });

  it("attaches managed policies and does not delete one in use", async () => {
    const RoleName = "attached";
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document }));
    const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: "shared", PolicyDocument: policy }));
    const PolicyArn = Policy?.Arn ?? "";
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(AttachedPolicies).toEqual([{ PolicyName: "shared", PolicyArn }]);
    await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: "DeleteConflictException",
    });
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    await iam.send(new DeletePolicyCommand({ PolicyArn }));
  });

  it("rejects a second role of the same name", async () => {
    const request = { RoleName: "twice", AssumeRolePolicyDocument: document };
    await iam.send(new CreateRoleCommand(request));
    await expect(iam.send(new CreateRoleCommand(request))).rejects.toMatchObject({
      name: "EntityAlreadyExistsException",
    });
  });
});
