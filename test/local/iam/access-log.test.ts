import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authorize } from "../../../src/local/iam/authorize.ts";
import { canAssumeRole } from "../../../src/local/iam/can-assume-role.ts";
import { reportAccess, type RoleAccess } from "../../../src/local/iam/report-access.ts";
import { readAccess } from "../../../src/local/read-access.ts";
import { createIamService } from "../../../src/local/services/iam/index.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

const roleArn = "arn:aws:iam::000000000000:role/worker";
const worker = { kind: "role", roleArn, sessionName: "s" } as const;

describe("what roles did with their rights", () => {
  let running: TestCloud;
  const call = (operation: string, input: object): Promise<unknown> =>
    running.cloud.call("iam", operation, input, { kind: "root" });
  const policy = (Statement: object): string => JSON.stringify({ Version: "2012-10-17", Statement });
  const report = (): RoleAccess => {
    running.cloud.access.flush();
    return reportAccess(running.cloud.db)[0]!;
  };
  const used = (): readonly string[] =>
    report()
      .rights.filter(({ firstUsedAt }) => firstUsedAt !== undefined)
      .map(({ policy: name, statement, action, resource }) => `${name} ${statement} ${action} ${resource}`);
  const ask = (action: string, resource: string): unknown => authorize(running.cloud, worker, [{ action, resource }]);

  beforeAll(async () => {
    running = await createTestCloud({ services: [createIamService] });
    const trust = { Effect: "Allow", Action: "sts:AssumeRole" };
    await call("CreateRole", {
      RoleName: "worker",
      AssumeRolePolicyDocument: policy({
        ...trust,
        Principal: { Service: ["lambda.amazonaws.com", "states.amazonaws.com"] },
      }),
      ManagedPolicyArns: [],
    });
    await call("PutRolePolicy", {
      RoleName: "worker",
      PolicyName: "Rights",
      PolicyDocument: policy([
        { Effect: "Allow", Action: ["s3:GetObject", "s3:Put*"], Resource: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"] },
        { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" },
        { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::a/secret" },
      ]),
    });
  });
  afterAll(() => running.close());

  it("lists each action on each resource that an Allow gives, and none of a Deny", () => {
    expect(report().rights.map(({ statement, action, resource }) => `${statement} ${action} ${resource}`)).toEqual([
      "1 sts:AssumeRole Service lambda.amazonaws.com",
      "1 sts:AssumeRole Service states.amazonaws.com",
      "1 s3:GetObject arn:aws:s3:::a/*",
      "1 s3:GetObject arn:aws:s3:::b/*",
      "1 s3:Put* arn:aws:s3:::a/*",
      "1 s3:Put* arn:aws:s3:::b/*",
      "2 sqs:SendMessage *",
    ]);
    expect(used()).toEqual([]);
  });

  it("notes only the patterns that allowed a call, and who was trusted", () => {
    ask("s3:PutObject", "arn:aws:s3:::b/x");
    ask("s3:PutObject", "arn:aws:s3:::b/y");
    canAssumeRole(running.cloud, roleArn, "lambda.amazonaws.com");
    expect(used()).toEqual([
      "trust policy 1 sts:AssumeRole Service lambda.amazonaws.com",
      "Rights 1 s3:Put* arn:aws:s3:::b/*",
    ]);
  });

  it("keeps denied calls with their reason and how often they came, explicit denials too", () => {
    ask("s3:DeleteObject", "arn:aws:s3:::a/x");
    ask("s3:DeleteObject", "arn:aws:s3:::a/x");
    ask("s3:GetObject", "arn:aws:s3:::a/secret");
    const { denied } = report();
    expect(denied.map(({ action, times }) => [action, times]).toSorted()).toEqual([
      ["s3:DeleteObject", 2],
      ["s3:GetObject", 1],
    ]);
    expect(denied.find(({ action }) => action === "s3:GetObject")?.reason).toContain("with an explicit deny");
  });

  it("forgets the use of a right with the right itself, and survives a restart", async () => {
    await call("PutRolePolicy", {
      RoleName: "worker",
      PolicyName: "Rights",
      PolicyDocument: policy({ Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::b/*" }),
    });
    expect(used()).toEqual(["trust policy 1 sts:AssumeRole Service lambda.amazonaws.com"]);
    ask("s3:PutObject", "arn:aws:s3:::b/x");
    running = await running.restart();
    expect(used()).toHaveLength(2);
    expect(readAccess(running.dataFolder)).toEqual([report()]);
  });
});
