import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callJson } from "../../support/call-json.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

describe("Secrets Manager over the wire", () => {
  let cloud: TestCloud;
  const clock = createManualClock(Date.parse("2026-03-04T05:06:07Z"));
  beforeAll(async () => {
    cloud = await createTestCloud({ clock });
  });
  afterAll(() => cloud.close());

  const call = (operation: string, input: object) => callJson(cloud, "secretsmanager", operation, input);
  /** An answer that must be no error. */
  const ask = async (operation: string, input: object): Promise<Readonly<Record<string, unknown>>> => {
    const { status, message, body } = await call(operation, input);
    expect({ operation, status, message }).toEqual({ operation, status: 200, message: undefined });
    return body;
  };
  const token = (): string => randomUUID();
  const create = (Name: string, more: object = {}) =>
    ask("CreateSecret", { Name, SecretString: "s0", ClientRequestToken: token(), ...more });
  const stages = async (SecretId: string): Promise<unknown> => {
    const { Versions } = await ask("ListSecretVersionIds", { SecretId });
    return (Versions as readonly { VersionStages: unknown }[]).map(({ VersionStages }) => VersionStages);
  };

  it("creates, reads and describes a secret, by name, by ARN and by ARN without its end", async () => {
    const first = token();
    const made = await create("prod/db", {
      ClientRequestToken: first,
      Description: "the database",
      Tags: [{ Key: "a", Value: "b" }],
    });
    const arn = String(made.ARN);
    expect(arn).toMatch(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:prod\/db-[A-Za-z0-9]{6}$/);
    expect(made).toEqual({ ARN: arn, Name: "prod/db", VersionId: first });
    for (const SecretId of ["prod/db", arn, arn.slice(0, -7)]) {
      expect(await ask("GetSecretValue", { SecretId })).toEqual({
        ARN: arn,
        Name: "prod/db",
        VersionId: first,
        SecretString: "s0",
        VersionStages: ["AWSCURRENT"],
        CreatedDate: clock.now() / 1000,
      });
    }
    expect(await ask("DescribeSecret", { SecretId: arn })).toEqual({
      ARN: arn,
      Name: "prod/db",
      Description: "the database",
      CreatedDate: clock.now() / 1000,
      LastChangedDate: clock.now() / 1000,
      LastAccessedDate: Date.parse("2026-03-04T00:00:00Z") / 1000,
      Tags: [{ Key: "a", Value: "b" }],
      VersionIdsToStages: { [first]: ["AWSCURRENT"] },
    });
  });

  it("keeps bytes as they are", async () => {
    const bytes = Buffer.from([0, 255, 1, 254]);
    await create("bytes", { SecretString: undefined, SecretBinary: bytes.toString("base64") });
    expect((await ask("GetSecretValue", { SecretId: "bytes" })).SecretBinary).toBe(bytes.toString("base64"));
  });

  it("moves the stages as versions come, sorted, each on one version", async () => {
    await create("cycle");
    const put = (SecretString: string, VersionStages?: readonly string[]) =>
      ask("PutSecretValue", { SecretId: "cycle", SecretString, ClientRequestToken: token(), VersionStages });
    expect((await put("s1", ["AWSCURRENT", "PUT0"])).VersionStages).toEqual(["AWSCURRENT", "PUT0"]);
    expect(await stages("cycle")).toEqual([["AWSPREVIOUS"], ["AWSCURRENT", "PUT0"]]);
    const pending = await put("s2", ["AWSPENDING", "PUT1"]);
    expect((await ask("GetSecretValue", { SecretId: "cycle" })).SecretString).toBe("s1");
    const [, second] = (await ask("ListSecretVersionIds", { SecretId: "cycle" })).Versions as { VersionId: string }[];
    const move = { SecretId: "cycle", VersionStage: "AWSCURRENT", MoveToVersionId: pending.VersionId };
    await ask("UpdateSecretVersionStage", { ...move, RemoveFromVersionId: second?.VersionId });
    expect(await stages("cycle")).toEqual([
      ["AWSPREVIOUS", "PUT0"],
      ["AWSCURRENT", "AWSPENDING", "PUT1"],
    ]);
    expect((await ask("GetSecretValue", { SecretId: "cycle", VersionStage: "AWSPREVIOUS" })).SecretString).toBe("s1");
    const all = await ask("ListSecretVersionIds", { SecretId: "cycle", IncludeDeprecated: true });
    expect(all.Versions).toHaveLength(3);
  });

  it("refuses to move a stage away from a version that is not named", async () => {
    const { VersionId: first } = await create("stages");
    const put = { SecretId: "stages", SecretString: "s1", ClientRequestToken: token(), VersionStages: ["NEXT"] };
    const { VersionId: second } = await ask("PutSecretValue", put);
    const move = { SecretId: "stages", VersionStage: "AWSCURRENT" };
    expect(await call("UpdateSecretVersionStage", { ...move, MoveToVersionId: second })).toMatchObject({
      error: "InvalidParameterException",
      message: `The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version ${String(first)}, so you must explicitly reference that version in RemoveFromVersionId.`,
    });
    expect((await call("UpdateSecretVersionStage", { ...move, RemoveFromVersionId: first })).error).toBe(
      "InvalidParameterException",
    );
    expect(await stages("stages")).toEqual([["AWSCURRENT"], ["NEXT"]]);
    await ask("UpdateSecretVersionStage", { SecretId: "stages", VersionStage: "NEXT", RemoveFromVersionId: second });
    expect(await stages("stages")).toEqual([["AWSCURRENT"]]);
  });

  it("takes a repeated request for the same, and the same token with another value for a conflict", async () => {
    const request = { Name: "again", SecretString: "one", ClientRequestToken: token() };
    const made = await ask("CreateSecret", request);
    expect(await ask("CreateSecret", request)).toEqual(made);
    expect(await call("CreateSecret", { ...request, ClientRequestToken: token() })).toMatchObject({
      status: 400,
      error: "ResourceExistsException",
      message: "The operation failed because the secret again already exists.",
    });
    const put = { SecretId: "again", SecretString: "two", ClientRequestToken: token() };
    await ask("PutSecretValue", put);
    await ask("PutSecretValue", put);
    expect(await stages("again")).toEqual([["AWSPREVIOUS"], ["AWSCURRENT"]]);
    expect((await call("PutSecretValue", { ...put, SecretString: "three" })).error).toBe("ResourceExistsException");
  });

  it("has a secret without a value, whose first value is current whatever its stages", async () => {
    const made = await ask("CreateSecret", { Name: "empty" });
    expect(Object.keys(made)).toEqual(["ARN", "Name"]);
    expect(await call("GetSecretValue", { SecretId: "empty" })).toMatchObject({
      error: "ResourceNotFoundException",
      message: "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    });
    await ask("PutSecretValue", {
      SecretId: "empty",
      SecretString: "s",
      ClientRequestToken: token(),
      VersionStages: ["X"],
    });
    expect(await stages("empty")).toEqual([["AWSCURRENT", "X"]]);
  });

  it("updates a description without a new version, and a value with one", async () => {
    await create("told", { Description: "before" });
    expect(Object.keys(await ask("UpdateSecret", { SecretId: "told", Description: "after" }))).toEqual(["ARN", "Name"]);
    const { VersionId } = await ask("UpdateSecret", {
      SecretId: "told",
      SecretString: "s1",
      ClientRequestToken: token(),
    });
    expect(await ask("DescribeSecret", { SecretId: "told" })).toMatchObject({ Description: "after" });
    expect(await ask("GetSecretValue", { SecretId: "told" })).toMatchObject({ SecretString: "s1", VersionId });
  });

  it("deletes after the recovery window, until which it can be restored", async () => {
    await create("going");
    const { DeletionDate } = await ask("DeleteSecret", { SecretId: "going", RecoveryWindowInDays: 7 });
    expect(DeletionDate).toBe(clock.now() / 1000 + 7 * 86_400);
    expect(await call("GetSecretValue", { SecretId: "going" })).toMatchObject({
      error: "InvalidRequestException",
      message: "You can't perform this operation on the secret because it was marked for deletion.",
    });
    expect(await call("CreateSecret", { Name: "going" })).toMatchObject({
      error: "InvalidRequestException",
      message: "You can't create this secret because a secret with this name is already scheduled for deletion.",
    });
    expect(await ask("DescribeSecret", { SecretId: "going" })).toMatchObject({ DeletedDate: clock.now() / 1000 });
    await ask("RestoreSecret", { SecretId: "going" });
    expect((await ask("GetSecretValue", { SecretId: "going" })).SecretString).toBe("s0");
    await ask("DeleteSecret", { SecretId: "going" });
    clock.skip(30 * 86_400_000);
    expect(await call("DescribeSecret", { SecretId: "going" })).toMatchObject({
      error: "ResourceNotFoundException",
      message: "Secrets Manager can't find the specified secret.",
    });
  });

  it("deletes at once if it is told to, and then may make another of that name with another ARN", async () => {
    const { ARN } = await create("brief");
    await ask("DeleteSecret", { SecretId: "brief", ForceDeleteWithoutRecovery: true });
    await ask("DeleteSecret", { SecretId: "brief", ForceDeleteWithoutRecovery: true });
    expect((await create("brief")).ARN).not.toBe(ARN);
  });

  it("lists by filters, without what is to be deleted unless that is asked for", async () => {
    await create("list/one", { Description: "First of all", Tags: [{ Key: "team", Value: "red" }] });
    await create("list/two", { Tags: [{ Key: "team", Value: "blue" }] });
    await create("list/three");
    await ask("DeleteSecret", { SecretId: "list/three" });
    const names = async (input: object): Promise<readonly string[]> =>
      ((await ask("ListSecrets", { SortBy: "name", SortOrder: "asc", ...input })).SecretList as { Name: string }[]).map(
        ({ Name }) => Name,
      );
    const named = { Key: "name", Values: ["list/"] };
    expect(await names({ Filters: [named] })).toEqual(["list/one", "list/two"]);
    expect(await names({ Filters: [named], IncludePlannedDeletion: true })).toHaveLength(3);
    expect(await names({ Filters: [{ Key: "tag-value", Values: ["red", "green"] }] })).toEqual(["list/one"]);
    expect(await names({ Filters: [named, { Key: "tag-value", Values: ["!red"] }] })).toEqual(["list/two"]);
    expect(await names({ Filters: [{ Key: "description", Values: ["first"] }] })).toEqual(["list/one"]);
    expect(await names({ Filters: [{ Key: "all", Values: ["BLUE team"] }] })).toEqual(["list/two"]);
    const page = await ask("ListSecrets", { Filters: [named], MaxResults: 1 });
    expect(page.SecretList).toHaveLength(1);
    expect(await names({ Filters: [named], MaxResults: 1, NextToken: page.NextToken })).toHaveLength(1);
    expect((await call("ListSecrets", { Filters: [{ Key: "colour", Values: ["x"] }] })).error).toBe(
      "ValidationException",
    );
  });

  it("reads several at once and says which it could not", async () => {
    await create("batch/a", { SecretString: "A" });
    const { SecretValues, Errors } = await ask("BatchGetSecretValue", { SecretIdList: ["batch/a", "batch/none"] });
    expect(SecretValues).toMatchObject([{ Name: "batch/a", SecretString: "A" }]);
    expect(Errors).toEqual([
      {
        SecretId: "batch/none",
        ErrorCode: "ResourceNotFoundException",
        Message: "Secrets Manager can't find the specified secret.",
      },
    ]);
  });

  it("makes passwords by rules", async () => {
    const password = async (rules: object): Promise<string> =>
      String((await ask("GetRandomPassword", rules)).RandomPassword);
    expect(await password({})).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^a-zA-Z\d])[!-~]{32}$/);
    expect(await password({ PasswordLength: 200, ExcludePunctuation: true, ExcludeNumbers: true })).toMatch(
      /^[a-zA-Z]{200}$/,
    );
    expect(
      await password({
        PasswordLength: 50,
        ExcludeCharacters: "abc",
        ExcludeUppercase: true,
        ExcludePunctuation: true,
        ExcludeNumbers: true,
      }),
    ).toMatch(/^[d-z]{50}$/);
    expect((await call("GetRandomPassword", { PasswordLength: 3 })).error).toBe("InvalidParameterException");
  });

  it("tags and untags", async () => {
    await create("tagged");
    await ask("TagResource", {
      SecretId: "tagged",
      Tags: [
        { Key: "a", Value: "1" },
        { Key: "b", Value: "2" },
      ],
    });
    await ask("UntagResource", { SecretId: "tagged", TagKeys: ["a"] });
    expect((await ask("DescribeSecret", { SecretId: "tagged" })).Tags).toEqual([{ Key: "b", Value: "2" }]);
  });

  it.each([
    ["a bad name", "CreateSecret", { Name: "Inv Name" }, "ValidationException"],
    ["a value without a token", "CreateSecret", { Name: "x", SecretString: "s" }, "InvalidRequestException"],
    [
      "a token that is too short",
      "CreateSecret",
      { Name: "x", SecretString: "s", ClientRequestToken: "t" },
      "InvalidParameterException",
    ],
    [
      "text and bytes",
      "CreateSecret",
      { Name: "x", SecretString: "s", SecretBinary: "cw==" },
      "InvalidParameterException",
    ],
    [
      "a value that is too long",
      "CreateSecret",
      { Name: "x", SecretString: "s".repeat(65_537) },
      "ValidationException",
    ],
    [
      "a window that is too short",
      "DeleteSecret",
      { SecretId: "x", RecoveryWindowInDays: 3 },
      "InvalidParameterException",
    ],
    [
      "a window for what goes at once",
      "DeleteSecret",
      { SecretId: "x", RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true },
      "InvalidParameterException",
    ],
    ["an absent secret", "GetSecretValue", { SecretId: "absent" }, "ResourceNotFoundException"],
  ])("rejects %s", async (_what, operation, input, error) => {
    expect(await call(operation, input)).toMatchObject({ status: 400, error });
  });

  it.each([
    ["RotateSecret", { SecretId: "x" }, "The operation RotateSecret of secretsmanager"],
    ["ReplicateSecretToRegions", { SecretId: "x", AddReplicaRegions: [] }, "The operation ReplicateSecretToRegions"],
    ["CreateSecret", { Name: "x", KmsKeyId: "k" }, "The member KmsKeyId of secretsmanager CreateSecret"],
  ])("refuses %s by name where it is not there", async (operation, input, message) => {
    expect(await call(operation, input)).toMatchObject({ status: 501, message: expect.stringContaining(message) });
  });

  it("says nothing of any value in its log", () => {
    expect(cloud.logged.join("\n")).not.toMatch(/SecretString|s0|s1/);
  });
});
