import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { putRole } from "../../../src/local/iam/role-store.ts";
import type { Principal } from "../../../src/local/service.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

const RoleArn = "arn:aws:iam::000000000000:role/worker";

describe("assuming a role", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await createTestCloud();
  });
  afterEach(() => cloud.close());

  const assume = (principal: Principal = { kind: "root" }) =>
    cloud.cloud.call<{ AssumedRoleUser: { Arn: string } }>(
      "sts",
      "AssumeRole",
      { RoleArn, RoleSessionName: "me" },
      principal,
    );
  const trust = (Principal: object): void =>
    putRole(cloud.cloud.db, {
      roleName: "worker",
      roleId: "AROA",
      arn: RoleArn,
      path: "/",
      createdAt: 0,
      trustPolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
      }),
      maxSessionDuration: 3600,
      tags: [],
      inlinePolicies: {},
      attachedPolicies: [],
    });

  it("succeeds where the role trusts the account", async () => {
    trust({ AWS: "arn:aws:iam::000000000000:root" });
    const { AssumedRoleUser } = await assume();
    expect(AssumedRoleUser.Arn).toBe("arn:aws:sts::000000000000:assumed-role/worker/me");
  });

  it("is denied where the role trusts only a service", async () => {
    trust({ Service: "lambda.amazonaws.com" });
    await expect(assume()).rejects.toMatchObject({ code: "AccessDenied", status: 403 });
  });

  it("is denied to another role without the right", async () => {
    trust({ AWS: "arn:aws:iam::000000000000:root" });
    const stranger: Principal = {
      kind: "role",
      roleArn: "arn:aws:iam::000000000000:role/stranger",
      sessionName: "s",
    };
    await expect(assume(stranger)).rejects.toMatchObject({
      message: expect.stringContaining("sts:AssumeRole") as string,
    });
  });
});
