import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { environmentFor } from "../../src/cli/client-environment.ts";

const run = promisify(execFile);

/** Runs the AWS CLI as it comes, which parses every answer itself; gives what it printed. */
export async function runAws(endpoint: string, ...args: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout } = await run("aws", [...args, "--output", "json"], { env: environmentFor(endpoint) });
  return stdout.trim() === "" ? {} : (JSON.parse(stdout) as Record<string, unknown>);
}
