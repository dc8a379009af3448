import { join } from "node:path";
import { pruneDeployed, type RunningCloud } from "#local";
import { deployApp } from "./deploy-app.ts";
import type { Project } from "./project.ts";
import { pruneAssembly } from "./prune-assembly.ts";
import type { Reporter } from "./reporter.ts";

/** One run of `millrace start`. */
export interface Session {
  readonly project: Project;
  readonly running: RunningCloud;
  readonly reporter: Reporter;
  /** Aborted when the command is to end. */
  readonly signal: AbortSignal;
}

/** Deploys the session's app and tells how it went; whether it is deployed. */
export async function deploySession({ project, running, reporter, signal }: Session): Promise<boolean> {
  if (signal.aborted) return false;
  reporter.step("synthesising and deploying the app");
  const { ok, seconds } = await deployApp({ project, endpoint: running.endpoint, reporter, signal });
  if (ok && !signal.aborted) {
    pruneAssembly(join(project.dataFolder, "cdk.out"));
    await pruneDeployed(running.cloud);
  }
  if (!signal.aborted) reporter.step(ok ? `deployed in ${seconds.toFixed(1)}s` : "the deployment failed");
  return ok;
}
