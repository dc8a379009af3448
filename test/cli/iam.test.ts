import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { iam } from "../../src/cli/commands/iam.ts";
import { main } from "../../src/cli/main.ts";
import { authorize } from "../../src/local/iam/authorize.ts";
import { createIamService } from "../../src/local/services/iam/index.ts";
import { createTestCloud, type TestCloud } from "../support/test-cloud.ts";

describe("millrace iam", () => {
  let running: TestCloud;
  const printed: string[] = [];
  const run = (...args: readonly string[]): Promise<number> => iam(["--data", running.dataFolder, ...args]);

  beforeAll(async () => {
    running = await createTestCloud({ services: [createIamService] });
    const call = (operation: string, input: object) => running.cloud.call("iam", operation, input, { kind: "root" });
    const policy = (Statement: object): string => JSON.stringify({ Version: "2012-10-17", Statement });
    await call("CreateRole", {
      RoleName: "worker",
      AssumeRolePolicyDocument: policy({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "lambda.amazonaws.com" },
      }),
    });
    await call("PutRolePolicy", {
      RoleName: "worker",
      PolicyName: "Rights",
      PolicyDocument: policy({ Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" }),
    });
    const worker = { kind: "role", roleArn: "arn:aws:iam::000000000000:role/worker", sessionName: "s" } as const;
    authorize(running.cloud, worker, [{ action: "s3:GetObject", resource: "arn:aws:s3:::a/x" }]);
    authorize(running.cloud, worker, [{ action: "s3:PutObject", resource: "arn:aws:s3:::a/x" }]);
    running.cloud.access.flush();
  });
  afterAll(() => running.close());
  beforeEach(() => {
    printed.length = 0;
    for (const stream of ["log", "error"] as const)
      vi.spyOn(console, stream).mockImplementation((text: string) => void printed.push(text));
  });
  afterEach(() => vi.restoreAllMocks());

  it("prints what was never used and what was denied, beside a running local cloud", async () => {
    expect(await run()).toBe(0);
    expect(printed).toEqual([
      `worker
  unused  sts:AssumeRole on Service lambda.amazonaws.com — trust policy, statement 1
  denied  s3:PutObject on arn:aws:s3:::a/x: User: arn:aws:sts::000000000000:assumed-role/worker/s is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::a/x" because no identity-based policy allows the s3:PutObject action

1 role: 1 of 2 rights used, 1 call denied`,
    ]);
  });

  it("prints used rights with --all, one line each with --format line, and JSON", async () => {
    await run("--all", "--format", "line");
    expect(printed[0]).toContain("worker: used    s3:GetObject on arn:aws:s3:::a/* — Rights, statement 1 (Read)");
    await run("--format", "json");
    expect(JSON.parse(printed[1] ?? "")).toMatchObject([{ roleName: "worker", denied: [{ times: 1 }] }]);
  });

  it("fails a build with --check, and only for the roles that are asked for", async () => {
    expect(await run("--check")).toBe(1);
    expect(await run("--check", "--role", "someone else")).toBe(0);
    expect(printed[1]).toBe("0 roles: 0 of 0 rights used, no call denied");
  });

  it("says what to do where there is no local cloud's data", async () => {
    const folder = mkdtempSync(join(tmpdir(), "millrace-none-"));
    expect(await main(["iam", "--data", folder])).toBe(1);
    expect(printed.join("\n")).toContain("fix: run `npx millrace start` in this folder first");
    rmSync(folder, { recursive: true });
  });
});
