import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allowsService } from "../../../src/local/iam/allows-service.ts";
import { authorize } from "../../../src/local/iam/authorize.ts";
import { canAssumeRole } from "../../../src/local/iam/can-assume-role.ts";
import type { Principal } from "../../../src/local/service.ts";
import { createIamService } from "../../../src/local/services/iam/index.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

const statement = (part: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...part }] });
const worker: Principal = { kind: "role", roleArn: "arn:aws:iam::000000000000:role/worker", sessionName: "run-1" };
const readLanding = { action: "s3:GetObject", resource: "arn:aws:s3:::landing/birdstrikes/a.csv" };

describe("authorisation by a role's policies", () => {
  let running: TestCloud;
  const call = (operation: string, input: object): Promise<unknown> =>
    running.cloud.call("iam", operation, input, { kind: "root" });
  const withPolicy = async (...policies: readonly string[]): Promise<void> => {
    for (const name of ["p0", "p1"])
      await call("DeleteRolePolicy", { RoleName: "worker", PolicyName: name }).catch(() => undefined);
    for (const [index, PolicyDocument] of policies.entries()) {
      await call("PutRolePolicy", { RoleName: "worker", PolicyName: `p${index}`, PolicyDocument });
    }
  };
  const decide = (action: string, resource: string, resourcePolicies: readonly string[] = []) =>
    authorize(running.cloud, worker, [{ action, resource }], resourcePolicies);

  beforeAll(async () => {
    running = await createTestCloud({ services: [createIamService] });
    await call("CreateRole", {
      RoleName: "worker",
      AssumeRolePolicyDocument: statement({
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "000000000000" } },
      }),
    });
  });
  afterAll(() => running.close());

  it("denies what no policy allows, in AWS's words", async () => {
    await withPolicy();
    const denial = authorize(running.cloud, worker, [
      { action: "states:StartExecution", resource: "arn:aws:states:x" },
    ]);
    expect(denial).toMatchObject({ code: "AccessDeniedException", status: 400 });
    expect(denial?.message).toBe(
      "User: arn:aws:sts::000000000000:assumed-role/worker/run-1 is not authorized to perform: states:StartExecution on resource: arn:aws:states:x because no identity-based policy allows the states:StartExecution action",
    );
    expect(authorize(running.cloud, worker, [readLanding])).toMatchObject({ code: "AccessDenied", status: 403 });
  });

  it("lets root and the roles of the CDK's bootstrap do everything", () => {
    const roleArn = "arn:aws:iam::000000000000:role/cdk-hnb659fds-deploy-role-000000000000-us-east-1";
    expect(authorize(running.cloud, { kind: "root" }, [readLanding])).toBeUndefined();
    expect(authorize(running.cloud, { kind: "role", roleArn, sessionName: "x" }, [readLanding])).toBeUndefined();
  });

  it("takes no other role for one of theirs because of its name", () => {
    for (const name of ["cdk-hnb659fds-deploy-role-", "cdk-hnb659fds-my-role-000000000000-us-east-1"]) {
      const roleArn = `arn:aws:iam::000000000000:role/${name}`;
      expect(authorize(running.cloud, { kind: "role", roleArn, sessionName: "x" }, [readLanding])?.code).toBe(
        "AccessDenied",
      );
    }
  });

  it.each<[string, object, boolean]>([
    ["an exact action and resource", { Action: "s3:GetObject", Resource: readLanding.resource }, true],
    ["wildcards", { Action: "s3:Get*", Resource: "arn:aws:s3:::landing/birdstrikes/*" }, true],
    ["a question mark", { Action: "s3:GetObject", Resource: "arn:aws:s3:::landing/birdstrikes/?.csv" }, true],
    ["an action in another case", { Action: "S3:getobject", Resource: "*" }, true],
    ["another prefix", { Action: "s3:GetObject", Resource: "arn:aws:s3:::landing/flights/*" }, false],
    ["another action", { Action: ["s3:PutObject", "s3:ListBucket"], Resource: "*" }, false],
    ["NotAction that leaves it", { NotAction: "s3:Put*", Resource: "*" }, true],
    ["NotAction that names it", { NotAction: "s3:Get*", Resource: "*" }, false],
    ["NotResource that names it", { Action: "s3:*", NotResource: "arn:aws:s3:::landing/*" }, false],
    [
      "a condition that holds",
      {
        Action: "*",
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": ["us-west-1", "us-east-1"] } },
      },
      true,
    ],
    [
      "a condition that fails",
      { Action: "*", Resource: "*", Condition: { StringLike: { "aws:RequestedRegion": "eu-*" } } },
      false,
    ],
    [
      "one of two conditions failing",
      {
        Action: "*",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "true" }, ArnLike: { "aws:PrincipalArn": "*/other" } },
      },
      false,
    ],
    [
      "Null for a key that is absent",
      { Action: "*", Resource: "*", Condition: { Null: { "aws:TokenIssueTime": "true" } } },
      true,
    ],
    [
      "a negated operator",
      { Action: "*", Resource: "*", Condition: { StringNotEquals: { "aws:PrincipalAccount": "111111111111" } } },
      true,
    ],
    [
      "IfExists on an absent key",
      { Action: "*", Resource: "*", Condition: { StringEqualsIfExists: { "s3:prefix": "x" } } },
      true,
    ],
    ["a policy variable", { Action: "*", Resource: "arn:aws:s3:::landing/${aws:PrincipalAccount}/*" }, false],
    [
      "an operator that is not implemented",
      { Action: "*", Resource: "*", Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } },
      false,
    ],
  ])("decides by %s", async (_name, part, isAllowed) => {
    await withPolicy(statement(part));
    expect(decide(readLanding.action, readLanding.resource) === undefined).toBe(isAllowed);
  });

  it("logs the condition operator that it does not know", () => {
    expect(running.logged.join("\n")).toContain(
      "condition operator 'IpAddress' is not implemented by the local cloud; it denies",
    );
  });

  it("lets one Deny outweigh every Allow, and says so", async () => {
    await withPolicy(
      statement({ Action: "*", Resource: "*" }),
      statement({ Effect: "Deny", Action: "s3:GetObject", Resource: "*" }),
    );
    expect(decide("s3:PutObject", "arn:aws:s3:::landing/x")).toBeUndefined();
    expect(decide(readLanding.action, readLanding.resource)?.message).toMatch(
      /with an explicit deny in an identity-based policy$/,
    );
  });

  it("does not take a Deny over a secure transport for a Deny of loopback", async () => {
    await withPolicy(statement({ Action: "s3:*", Resource: "*" }));
    const enforceSsl = statement({
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "s3:*",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    expect(decide(readLanding.action, readLanding.resource, [enforceSsl])).toBeUndefined();
  });

  it("lets a resource policy of the same account allow or deny as well", async () => {
    await withPolicy();
    const named = statement({ Principal: { AWS: worker.roleArn }, Action: "s3:GetObject", Resource: "*" });
    expect(decide(readLanding.action, readLanding.resource, [named])).toBeUndefined();
    const other = statement({
      Principal: { AWS: "arn:aws:iam::000000000000:role/other" },
      Action: "s3:*",
      Resource: "*",
    });
    expect(decide(readLanding.action, readLanding.resource, [other])?.code).toBe("AccessDenied");
    const forbidding = statement({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" });
    expect(decide(readLanding.action, readLanding.resource, [named, forbidding])?.message).toContain(
      "resource-based policy",
    );
  });

  it("knows the managed policies that templates name, and refuses one it does not know", async () => {
    await withPolicy();
    const basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    await call("AttachRolePolicy", { RoleName: "worker", PolicyArn: basic });
    expect(decide("logs:PutLogEvents", "arn:aws:logs:us-east-1:000000000000:log-group:x")).toBeUndefined();
    await call("DetachRolePolicy", { RoleName: "worker", PolicyArn: basic });
    expect(decide("logs:PutLogEvents", "*")?.code).toBe("AccessDeniedException");
    const unknown = { RoleName: "worker", PolicyArn: "arn:aws:iam::aws:policy/AmazonRDSFullAccess" };
    await expect(call("AttachRolePolicy", unknown)).rejects.toMatchObject({ code: "NotImplemented", status: 501 });
  });

  it("asks the trust policy who may assume a role", () => {
    expect(canAssumeRole(running.cloud, worker.roleArn, "lambda.amazonaws.com")).toBe(true);
    expect(canAssumeRole(running.cloud, worker.roleArn, "states.amazonaws.com")).toBe(false);
    expect(canAssumeRole(running.cloud, "arn:aws:iam::000000000000:role/absent", "lambda.amazonaws.com")).toBe(false);
  });

  it("asks a resource's policy whether a service may act on it", () => {
    const resource = "arn:aws:sqs:us-east-1:000000000000:dead";
    const policy = statement({
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: resource,
      Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:events:us-east-1:000000000000:rule/mine" } },
    });
    const request = { policy, service: "events.amazonaws.com", action: "sqs:SendMessage", resource };
    const rule = "arn:aws:events:us-east-1:000000000000:rule";
    expect(allowsService(running.cloud, { ...request, sourceArn: `${rule}/mine` })).toBe(true);
    expect(allowsService(running.cloud, { ...request, sourceArn: `${rule}/other` })).toBe(false);
    expect(allowsService(running.cloud, { ...request, policy: undefined })).toBe(false);
  });

  it.each([
    ["text that is not JSON", "{"],
    ["a statement without an action", JSON.stringify({ Statement: [{ Effect: "Allow", Resource: "*" }] })],
    ["an effect that does not exist", JSON.stringify({ Statement: [{ Effect: "Maybe", Action: "*", Resource: "*" }] })],
    ["a member that does not exist", JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resources: "*" }] })],
  ])("rejects a policy that is %s", async (_name, PolicyDocument) => {
    const request = { RoleName: "worker", PolicyName: "bad", PolicyDocument };
    await expect(call("PutRolePolicy", request)).rejects.toMatchObject({ code: "MalformedPolicyDocument" });
  });
});
