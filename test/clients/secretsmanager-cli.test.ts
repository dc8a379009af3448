import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasTool } from "../support/required-tool.ts";
import { createTestCloud } from "../support/test-cloud.ts";
import type { TestCloud } from "../support/test-cloud.ts";
import { runAws } from "./run-aws.ts";

// The AWS CLI as it comes: it makes up the tokens that become versions.
describe.skipIf(!hasTool("aws"))("aws secretsmanager", () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await createTestCloud();
  });
  afterAll(() => cloud?.close());

  const aws = (...args: readonly string[]) => runAws(cloud.endpoint, "secretsmanager", ...args);
  const stagesOf = async (): Promise<unknown> => {
    const { Versions } = await aws("list-secret-version-ids", "--secret-id", "app/key");
    return (Versions as readonly { readonly VersionStages: unknown }[]).map(({ VersionStages }) => VersionStages);
  };

  it("creates, reads, changes, lists and deletes a secret", async () => {
    const made = await aws("create-secret", "--name", "app/key", "--secret-string", "one", "--tags", "Key=a,Value=b");
    expect(made).toMatchObject({ Name: "app/key", VersionId: expect.stringMatching(/^[\da-f-]{36}$/) as string });
    await aws("put-secret-value", "--secret-id", "app/key", "--secret-string", "two");
    expect(await aws("get-secret-value", "--secret-id", String(made.ARN))).toMatchObject({ SecretString: "two" });
    expect(await stagesOf()).toEqual([["AWSPREVIOUS"], ["AWSCURRENT"]]);
    const listed = await aws("list-secrets", "--filters", "Key=tag-key,Values=a");
    expect(listed.SecretList).toMatchObject([{ Name: "app/key", Tags: [{ Key: "a", Value: "b" }] }]);
    await aws("delete-secret", "--secret-id", "app/key", "--force-delete-without-recovery");
    await expect(aws("describe-secret", "--secret-id", "app/key")).rejects.toThrow(
      "(ResourceNotFoundException) when calling the DescribeSecret operation: Secrets Manager can't find the specified secret.",
    );
  });
});
