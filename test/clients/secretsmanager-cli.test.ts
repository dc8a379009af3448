import { describe, expect, it } from "vitest";
import { hasTool } from "../support/required-tool.ts";
import { awsCliSuite } from "./aws-cli-suite.ts";

// The AWS CLI as it comes: it makes up the tokens that become versions.
describe.skipIf(!hasTool("aws"))("aws secretsmanager", () => {
  const { aws, refused } = awsCliSuite();
  const secretId = "app/key";

  it("creates, reads, changes, lists and describes a secret", async () => {
    const tags = [{ Key: "a", Value: "b" }];
    const made = await aws("secretsmanager create-secret", { name: secretId, secretString: "one", tags });
    expect(made).toMatchObject({ Name: secretId, VersionId: expect.stringMatching(/^[\da-f-]{36}$/) as string });
    await aws("secretsmanager put-secret-value", { secretId, secretString: "two" });
    expect(await aws("secretsmanager get-secret-value", { secretId: made.ARN })).toMatchObject({ SecretString: "two" });
    const { Versions } = await aws("secretsmanager list-secret-version-ids", { secretId });
    expect(Versions).toMatchObject([{ VersionStages: ["AWSPREVIOUS"] }, { VersionStages: ["AWSCURRENT"] }]);
    await aws("secretsmanager update-secret", { secretId, description: "a key" });
    const filters = [{ Key: "tag-key", Values: ["a"] }];
    const { SecretList } = await aws("secretsmanager list-secrets", { filters });
    expect(SecretList).toMatchObject([{ Name: secretId, Description: "a key", Tags: tags }]);
    const batch = await aws("secretsmanager batch-get-secret-value", { secretIdList: [secretId, "absent"] });
    expect(batch).toMatchObject({
      SecretValues: [{ SecretString: "two" }],
      Errors: [{ SecretId: "absent", ErrorCode: "ResourceNotFoundException" }],
    });
  });

  it("moves stages, tags, and has a policy and passwords", async () => {
    const { VersionIdsToStages } = await aws("secretsmanager describe-secret", { secretId });
    const versions = Object.entries(VersionIdsToStages as Record<string, readonly string[]>);
    const idOf = (stage: string): string => versions.find(([, stages]) => stages.includes(stage))?.[0] ?? "";
    await aws("secretsmanager update-secret-version-stage", {
      secretId,
      versionStage: "AWSCURRENT",
      moveToVersionId: idOf("AWSPREVIOUS"),
      removeFromVersionId: idOf("AWSCURRENT"),
    });
    expect(await aws("secretsmanager get-secret-value", { secretId })).toMatchObject({ SecretString: "one" });
    await aws("secretsmanager tag-resource", { secretId, tags: [{ Key: "c", Value: "d" }] });
    await aws("secretsmanager untag-resource", { secretId, tagKeys: ["a"] });
    expect((await aws("secretsmanager describe-secret", { secretId })).Tags).toEqual([{ Key: "c", Value: "d" }]);
    const Statement = [{ Effect: "Deny", Principal: "*", Action: "secretsmanager:DeleteSecret", Resource: "*" }];
    const resourcePolicy = { Version: "2012-10-17", Statement };
    await aws("secretsmanager put-resource-policy", { secretId, resourcePolicy });
    const { ResourcePolicy } = await aws("secretsmanager get-resource-policy", { secretId });
    expect(JSON.parse(String(ResourcePolicy))).toEqual(resourcePolicy);
    await aws("secretsmanager delete-resource-policy", { secretId });
    const { RandomPassword } = await aws("secretsmanager get-random-password", { passwordLength: 20 });
    expect(RandomPassword).toHaveLength(20);
  });

  it("deletes, restores and is refused in AWS's words", async () => {
    await aws("secretsmanager delete-secret", { secretId, recoveryWindowInDays: 7 });
    expect(await refused("secretsmanager get-secret-value", { secretId })).toContain(
      "(InvalidRequestException) when calling the GetSecretValue operation: You can't perform this operation on the secret because it was marked for deletion.",
    );
    await aws("secretsmanager restore-secret", { secretId });
    await aws("secretsmanager delete-secret", { secretId, forceDeleteWithoutRecovery: true });
    expect(await refused("secretsmanager describe-secret", { secretId })).toContain(
      "(ResourceNotFoundException) when calling the DescribeSecret operation: Secrets Manager can't find the specified secret.",
    );
  });
});
