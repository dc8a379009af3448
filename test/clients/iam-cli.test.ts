import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hasTool } from "../support/required-tool.ts";
import { awsCli } from "./aws-cli.ts";
import { awsCliSuite } from "./aws-cli-suite.ts";

const document = (...Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });
const trust = document({
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::000000000000:root" },
  Action: "sts:AssumeRole",
});

describe.skipIf(!hasTool("aws"))("aws iam and sts", () => {
  const suite = awsCliSuite();
  const { aws, refused } = suite;

  it.concurrent("makes, changes and deletes roles and policies", async () => {
    const roleName = "worker";
    const { Role } = await aws("iam create-role", {
      roleName,
      assumeRolePolicyDocument: trust,
      tags: [{ Key: "team", Value: "a" }],
    });
    expect(Role).toMatchObject({
      RoleName: roleName,
      Arn: "arn:aws:iam::000000000000:role/worker",
      AssumeRolePolicyDocument: trust,
    });
    expect(await refused("iam create-role", { roleName, assumeRolePolicyDocument: trust })).toBe(
      "An error occurred (EntityAlreadyExists) when calling the CreateRole operation: Role with name worker already exists.",
    );
    const reads = document({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" });
    await aws("iam put-role-policy", { roleName, policyName: "reads", policyDocument: reads });
    expect(await aws("iam list-role-policies", { roleName })).toEqual({ PolicyNames: ["reads"] });
    expect(await aws("iam get-role-policy", { roleName, policyName: "reads" })).toEqual({
      RoleName: roleName,
      PolicyName: "reads",
      PolicyDocument: reads,
    });
    const { Policy } = await aws("iam create-policy", { policyName: "shared", policyDocument: reads });
    const policyArn = Policy.Arn;
    expect(policyArn).toBe("arn:aws:iam::000000000000:policy/shared");
    await aws("iam attach-role-policy", { roleName, policyArn });
    expect((await aws("iam list-attached-role-policies", { roleName })).AttachedPolicies).toEqual([
      { PolicyName: "shared", PolicyArn: policyArn },
    ]);
    expect(await refused("iam delete-role", { roleName })).toContain(
      "An error occurred (DeleteConflict) when calling the DeleteRole operation: Cannot delete entity, must",
    );
    const policyDocument = document({ Effect: "Allow", Action: "s3:ListBucket", Resource: "*" });
    await aws("iam create-policy-version", { policyArn, policyDocument, setAsDefault: true });
    expect((await aws("iam get-policy", { policyArn })).Policy).toMatchObject({
      DefaultVersionId: "v2",
      AttachmentCount: 1,
    });
    expect((await aws("iam get-policy-version", { policyArn, versionId: "v2" })).PolicyVersion.Document).toEqual(
      policyDocument,
    );
    expect((await aws("iam list-policies", { scope: "Local" })).Policies).toMatchObject([{ PolicyName: "shared" }]);
    await aws("iam update-role", { roleName, description: "works" });
    await aws("iam tag-role", { roleName, tags: [{ Key: "stage", Value: "dev" }] });
    await aws("iam untag-role", { roleName, tagKeys: ["team"] });
    expect(await aws("iam list-role-tags", { roleName })).toMatchObject({ Tags: [{ Key: "stage", Value: "dev" }] });
    expect((await aws("iam get-role", { roleName })).Role).toMatchObject({ Description: "works" });
    expect((await aws("iam list-roles")).Roles).toContainEqual(expect.objectContaining({ RoleName: roleName }));
    await aws("iam detach-role-policy", { roleName, policyArn });
    await aws("iam delete-role-policy", { roleName, policyName: "reads" });
    await aws("iam delete-role", { roleName });
    expect(await refused("iam get-role", { roleName })).toBe(
      "An error occurred (NoSuchEntity) when calling the GetRole operation: The role with name worker cannot be found.",
    );
  });

  it.concurrent("acts as a role, and may do what the role may", async () => {
    expect(await aws("sts get-caller-identity")).toEqual({
      UserId: "000000000000",
      Account: "000000000000",
      Arn: "arn:aws:iam::000000000000:root",
    });
    const roleName = "reader";
    const { Role } = await aws("iam create-role", { roleName, assumeRolePolicyDocument: trust });
    const Resource = "arn:aws:s3:::papers/*";
    const policyDocument = document({ Effect: "Allow", Action: "s3:GetObject", Resource });
    await aws("iam put-role-policy", { roleName, policyName: "reads", policyDocument });
    await aws("s3api create-bucket", { bucket: "papers" });
    const body = join(suite.folder, "page.txt");
    writeFileSync(body, "read me");
    await aws("s3api put-object", { bucket: "papers", key: "page.txt", body });

    const { Credentials } = await aws("sts assume-role", { roleArn: Role.Arn, roleSessionName: "me" });
    const asRole = awsCli(suite.cloud.endpoint, {
      AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
      AWS_SESSION_TOKEN: Credentials.SessionToken,
    });
    const who = "arn:aws:sts::000000000000:assumed-role/reader/me";
    expect(await asRole.aws("sts get-caller-identity")).toMatchObject({ Arn: who });
    expect(await asRole.text("s3 cp", {}, "s3://papers/page.txt", "-")).toBe("read me");
    const [page, missing, out] = [
      { bucket: "papers", key: "page.txt" },
      { bucket: "papers", key: "none" },
      join(suite.folder, "out"),
    ];
    expect(await asRole.refused("s3api put-object", { ...page, body })).toBe(
      `An error occurred (AccessDenied) when calling the PutObject operation: User: ${who} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::papers/page.txt" because no identity-based policy allows the s3:PutObject action`,
    );
    // Whether a key is missing is told only to who may list the bucket.
    expect(await asRole.refused("s3api get-object", missing, out)).toContain(
      "An error occurred (AccessDenied) when calling the GetObject operation:",
    );
    expect(await asRole.refused("s3api head-object", missing)).toBe(
      "An error occurred (403) when calling the HeadObject operation: Forbidden",
    );
    const lists = document({ Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::papers" });
    await aws("iam put-role-policy", { roleName, policyName: "lists", policyDocument: lists });
    expect(await asRole.refused("s3api get-object", missing, out)).toContain(
      "An error occurred (NoSuchKey) when calling the GetObject operation:",
    );
    expect(await asRole.refused("s3api head-object", missing)).toBe(
      "An error occurred (404) when calling the HeadObject operation: Not Found",
    );
    expect(await asRole.refused("iam list-roles")).toContain(
      `An error occurred (AccessDenied) when calling the ListRoles operation: User: ${who} is not authorized to perform: iam:ListRoles`,
    );
  });
});
