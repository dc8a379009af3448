import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../support/test-cloud.ts";
import { runCdk, type CdkRun } from "./run-cdk.ts";

const app = resolve(import.meta.dirname, "tiny-app.ts");

// One after the other, on the same stack: each start of the CLI costs seconds.
describe("the unmodified cdk CLI", { timeout: 60_000 }, () => {
  let running: TestCloud;
  let folder: string;
  beforeAll(async () => {
    running = await createTestCloud();
    folder = mkdtempSync(join(tmpdir(), "millrace-cdk-"));
  });
  afterAll(async () => {
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const cdk = (stage: string, ...args: readonly string[]): Promise<CdkRun> => {
    const common = ["--app", `node ${app}`, "--output", join(folder, "out")];
    return runCdk({ folder, endpoint: running.endpoint, stage, args: [...args, ...common] });
  };
  const deploy = (stage: string): Promise<CdkRun> => cdk(stage, "deploy", "--require-approval", "never");

  it("has nothing to bootstrap", async () => {
    const { exitCode, text } = await cdk("first", "bootstrap", "aws://000000000000/us-east-1");
    expect(text).toContain("Environment aws://000000000000/us-east-1 bootstrapped (no changes).");
    expect(exitCode).toBe(0);
  });

  it("deploys and prints the outputs", async () => {
    const { exitCode, text } = await deploy("first");
    expect(text).toMatch(/Tiny\.LandingName = tiny-landing-[a-z0-9]{12}/);
    expect(text).toMatch(/CREATE_COMPLETE\s+\| AWS::IAM::Role\s+\| Reader/);
    expect(exitCode).toBe(0);
  });

  it("finds no difference afterwards, through a change set", async () => {
    const { exitCode, text } = await cdk("first", "diff", "--fail");
    expect(text).toContain("There were no differences");
    expect(exitCode).toBe(0);
  });

  it("prints why an update failed, beside the line of the construct, after the rollback", async () => {
    const { exitCode, text } = await deploy("broken");
    expect(exitCode).toBe(1);
    expect(text).toMatch(/UPDATE_ROLLBACK_COMPLE/);
    expect(text.replaceAll(/\s+/g, " ")).toContain("Value '31' at 'retentionInDays' failed to satisfy constraint");
    expect(text).toMatch(/Source Location: .*tiny-app\.ts:\d+/);
  });

  it("prints what the local cloud does not implement before anything is touched", async () => {
    const { exitCode, text } = await deploy("unknown-property");
    expect(exitCode).toBe(1);
    expect(text.replaceAll(/\s+/g, " ")).toContain(
      "AWS::S3::Bucket property 'AccelerateConfiguration' is not implemented by the local cloud (at /Resources/Landing/Properties/AccelerateConfiguration)",
    );
  });

  it("updates after a failure, and does nothing when there is nothing to do", async () => {
    const { exitCode, text } = await deploy("second");
    expect(text).toMatch(/UPDATE_COMPLETE\s+\| AWS::Logs::LogGroup\s+\| Log/);
    expect(exitCode).toBe(0);
    expect((await deploy("second")).text).toContain("(no changes)");
  });

  it("destroys", async () => {
    const { exitCode, text } = await cdk("second", "destroy", "--force");
    expect(text).toContain("Tiny: destroyed");
    expect(exitCode).toBe(0);
    const buckets = await running.cloud.call<{ Buckets: readonly { Name: string }[] }>(
      "s3",
      "ListBuckets",
      {},
      { kind: "root" },
    );
    expect(buckets.Buckets.map(({ Name }) => Name).filter((name) => name.startsWith("tiny"))).toEqual([]);
  });
});
