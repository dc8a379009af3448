import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { environmentFor } from "../../src/cli/client-environment.ts";
import { findProject } from "../../src/cli/start/project.ts";
import { projectFolder, type DeployedApp, deployReferenceApp } from "../support/deployed-app.ts";
import { hasTool } from "../support/required-tool.ts";

const run = promisify(execFile);

// The programs as they come, told of the local cloud by environment variables alone.
describe.skipIf(!hasTool("aws"))("unmodified clients against the deployed reference app", () => {
  let app: DeployedApp;
  let folder: string;

  beforeAll(async () => {
    app = await deployReferenceApp();
    folder = mkdtempSync(join(tmpdir(), "millrace-clients-"));
  });

  afterAll(async () => {
    await app?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const environment = (): NodeJS.ProcessEnv => environmentFor(app.running.endpoint);

  const aws = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await run("aws", args, { env: environment(), maxBuffer: 2 ** 26 });
    return stdout;
  };

  const awsJson = async <Result>(...args: readonly string[]): Promise<Result> =>
    JSON.parse(await aws(...args, "--output", "json")) as Result;

  const cdk = async (...args: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await run(
      process.execPath,
      [findProject(projectFolder).cdkScript, ...args, "--no-notices", "--output", join(folder, "cdk.out")],
      { cwd: projectFolder, env: { CDK_VALIDATION: "false", ...environment() }, maxBuffer: 2 ** 26 },
    );
    return stdout + stderr;
  };

  /** Asks until the answer is good: the clients have no way to wait for an execution. */
  const eventually = async <Result>(ask: () => Promise<Result | undefined>): Promise<Result> => {
    for (let attempt = 0; attempt < 120; attempt += 1) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(`no answer in time; the log says\n${app.log.join("\n")}`);
  };

  it("cdk deploy finds nothing to do, and cdk diff no differences", async () => {
    expect(await cdk("deploy", "--all", "--require-approval", "never")).toMatch(/no changes/);
    expect(await cdk("diff")).toMatch(/Number of stacks with differences: 0/);
  });

  it("aws s3 cp round-trips a file and starts an execution", async () => {
    const landing = app.buckets.get("landing") ?? "";
    const source = join(projectFolder, "node_modules/vega-datasets/data/birdstrikes.csv");
    await aws("s3", "cp", source, `s3://${landing}/birdstrikes/from-cli.csv`);
    await aws("s3", "cp", `s3://${landing}/birdstrikes/from-cli.csv`, join(folder, "back.csv"));
    expect(readFileSync(join(folder, "back.csv")).equals(readFileSync(source))).toBe(true);
    expect(await aws("s3", "ls", `s3://${landing}/birdstrikes/`)).toContain("from-cli.csv");
  });

  interface Machines {
    readonly stateMachines: readonly { readonly stateMachineArn: string; readonly name: string }[];
  }
  interface Executions {
    readonly executions: readonly { readonly executionArn: string; readonly status: string }[];
  }

  const machineArn = async (part: RegExp): Promise<string> => {
    const { stateMachines } = await awsJson<Machines>("stepfunctions", "list-state-machines");
    return stateMachines.find(({ name }) => part.test(name))?.stateMachineArn ?? "";
  };

  it("aws stepfunctions tells of the execution, its output and its history", async () => {
    const arn = await machineArn(/ingest-?birdstrikes/i);
    const { executionArn } = await eventually(async () => {
      const { executions } = await awsJson<Executions>("stepfunctions", "list-executions", "--state-machine-arn", arn);
      return executions.find(({ status }) => status === "SUCCEEDED");
    });
    const described = await awsJson<{ output: string; status: string }>(
      "stepfunctions",
      "describe-execution",
      "--execution-arn",
      executionArn,
    );
    expect(JSON.parse(described.output)).toMatchObject({ status: "appended" });
    const { events } = await awsJson<{ events: readonly { type: string; id: number }[] }>(
      "stepfunctions",
      "get-execution-history",
      "--execution-arn",
      executionArn,
    );
    expect(events[0]).toMatchObject({ id: 1, type: "ExecutionStarted" });
    expect(events.at(-1)?.type).toBe("ExecutionSucceeded");
  });

  it("aws events put-events reaches the second workflow, which refuses an event that breaks its schema", async () => {
    const { EventBuses } = await awsJson<{ EventBuses: readonly { Name: string }[] }>("events", "list-event-buses");
    const bus = EventBuses.find(({ Name }) => Name !== "default")?.Name ?? "";
    const file = join(folder, "entries.json");
    const entry = { EventBusName: bus, Source: "birdstrikes", DetailType: "dataset.appended", Detail: '{"dataset":7}' };
    writeFileSync(file, JSON.stringify([entry]));
    const put = await awsJson<{ FailedEntryCount: number }>("events", "put-events", "--entries", `file://${file}`);
    expect(put.FailedEntryCount).toBe(0);
    const arn = await machineArn(/report-?quality/i);
    const { executionArn } = await eventually(async () => {
      const { executions } = await awsJson<Executions>(
        "stepfunctions",
        "list-executions",
        "--state-machine-arn",
        arn,
        "--status-filter",
        "FAILED",
      );
      return executions[0];
    });
    const described = await awsJson<{ error: string; cause: string }>(
      "stepfunctions",
      "describe-execution",
      "--execution-arn",
      executionArn,
    );
    expect(described.error).toBe("Millrace.InvalidInput");
    expect(described.cause).toContain("detail.dataset");
  });
});
