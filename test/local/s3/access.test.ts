import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { putRole } from "../../../src/local/iam/role-store.ts";
import type { Principal } from "../../../src/local/service.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

const root: Principal = { kind: "root" };
const roleArn = "arn:aws:iam::000000000000:role/reader";
const reader: Principal = { kind: "role", roleArn, sessionName: "run" };
const Bucket = "guarded";

const allow = (Action: string | string[], Resource: string): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] });

describe("access to S3 with a role's credentials", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await createTestCloud();
    await call("CreateBucket", { Bucket }, root);
    await call("PutObject", { Bucket, Key: "in/a", Body: "a" }, root);
  });
  afterEach(() => cloud.close());

  const call = (operation: string, input: object, principal: Principal = reader) =>
    cloud.cloud.call<Readonly<Record<string, unknown>>>("s3", operation, input, principal);
  const grant = (policy: string): void =>
    putRole(cloud.cloud.db, {
      roleName: "reader",
      roleId: "AROA",
      arn: roleArn,
      path: "/",
      createdAt: 0,
      trustPolicy: "{}",
      maxSessionDuration: 3600,
      tags: [],
      inlinePolicies: { policy },
      attachedPolicies: [],
    });

  it("is denied in AWS's words until it is granted, and then only what is granted", async () => {
    await expect(call("GetObject", { Bucket, Key: "in/a" })).rejects.toMatchObject({
      code: "AccessDenied",
      status: 403,
      message: expect.stringContaining("is not authorized to perform: s3:GetObject") as string,
    });
    grant(allow("s3:GetObject", `arn:aws:s3:::${Bucket}/in/*`));
    expect(await call("HeadObject", { Bucket, Key: "in/a" })).toMatchObject({ ContentLength: 1 });
    await expect(call("PutObject", { Bucket, Key: "in/a", Body: "b" })).rejects.toMatchObject({ status: 403 });
    await expect(call("GetObject", { Bucket, Key: "out/a" })).rejects.toMatchObject({ status: 403 });
  });

  it("tells that a key is missing only to who may list the bucket", async () => {
    grant(allow("s3:GetObject", `arn:aws:s3:::${Bucket}/*`));
    await expect(call("GetObject", { Bucket, Key: "in/absent" })).rejects.toMatchObject({ status: 403 });
    grant(allow(["s3:GetObject", "s3:ListBucket"], "*"));
    await expect(call("GetObject", { Bucket, Key: "in/absent" })).rejects.toMatchObject({ code: "NoSuchKey" });
  });

  it("is denied what the bucket's own policy denies", async () => {
    grant(allow("s3:*", "*"));
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/in/*` }],
    });
    await call("PutBucketPolicy", { Bucket, Policy }, root);
    await expect(call("GetObject", { Bucket, Key: "in/a" })).rejects.toMatchObject({ status: 403 });
    expect(await call("ListObjectsV2", { Bucket })).toMatchObject({ KeyCount: 1 });
  });

  it("answers each of many deletions for itself", async () => {
    await call("PutObject", { Bucket, Key: "out/b", Body: "b" }, root);
    grant(allow("s3:DeleteObject", `arn:aws:s3:::${Bucket}/out/*`));
    const Delete = { Objects: [{ Key: "in/a" }, { Key: "out/b" }] };
    expect(await call("DeleteObjects", { Bucket, Delete })).toMatchObject({
      Deleted: [{ Key: "out/b" }],
      Errors: [{ Key: "in/a", Code: "AccessDenied" }],
    });
  });

  it("needs both ends of a copy", async () => {
    grant(allow("s3:PutObject", "*"));
    const copy = { Bucket, Key: "out/copy", CopySource: `${Bucket}/in/a` };
    await expect(call("CopyObject", copy)).rejects.toMatchObject({ status: 403 });
    grant(allow(["s3:PutObject", "s3:GetObject"], "*"));
    await call("CopyObject", copy);
    expect(await call("HeadObject", { Bucket, Key: "out/copy" })).toMatchObject({ ContentLength: 1 });
  });
});
