import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { startCloud } from "#local";
import { environmentFor } from "../../src/cli/client-environment.ts";
import { atMost, type BenchRow, median } from "../row.ts";

// From `cdk deploy` of the reference app, synthesised before and its assets uploaded before, to the prompt.

const rounds = 3;
const wantedMs = 4000;
const repository = resolve(import.meta.dirname, "../..");
const cli = join(repository, "node_modules/aws-cdk/bin/cdk");
const run = promisify(execFile);

export async function cdkDeployRows(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "millrace-bench-"));
  const assembly = join(folder, "cdk.out");
  const { endpoint, close } = await startCloud({ dataFolder: join(folder, "data"), port: 0, log: () => undefined });
  const cdk = async (...args: readonly string[]): Promise<number> => {
    const begin = performance.now();
    const env = {
      ...process.env,
      CDK_VALIDATION: "false",
      CDK_DISABLE_CLI_TELEMETRY: "true",
      ...environmentFor(endpoint),
    };
    await run(process.execPath, [cli, ...args, "--no-notices", "--ci"], { cwd: repository, env, maxBuffer: 2 ** 26 });
    return performance.now() - begin;
  };
  const deploy = () => cdk("deploy", "--all", "--method=direct", "--require-approval", "never", "--app", assembly);
  try {
    await cdk("synth", "--quiet", "--output", assembly);
    // Uploads the assets.
    await deploy();
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await cdk("destroy", "--all", "--force", "--app", assembly);
      times.push(await deploy());
    }
    const metric = "cdk deploy --method=direct of the reference app, assets uploaded, ms";
    return [atMost(1, { metric, ours: Math.round(median(times)), anchor: wantedMs, anchorName: "wanted" })];
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}
