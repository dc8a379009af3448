import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createConsoleHandler, physicalBuckets, type RunningCloud, startCloud } from "#local";
import { consoleAssets } from "../../src/cli/console-assets.ts";
import { deployApp } from "../../src/cli/start/deploy-app.ts";
import { findProject } from "../../src/cli/start/project.ts";

export const projectFolder = resolve(import.meta.dirname, "../..");

export interface DeployedApp {
  readonly running: RunningCloud;
  /** Physical bucket names by logical name. */
  readonly buckets: ReadonlyMap<string, string>;
  readonly log: readonly string[];
  readonly stop: () => Promise<void>;
}

/** The reference app, deployed by the real `cdk` CLI into a local cloud of its own on a free port. */
export async function deployReferenceApp(): Promise<DeployedApp> {
  const dataFolder = mkdtempSync(join(tmpdir(), "millrace-app-"));
  const log: string[] = [];
  const running = await startCloud({
    dataFolder,
    port: 0,
    durability: "normal",
    log: (line) => void log.push(line),
    createConsole: (cloud) => createConsoleHandler(cloud, consoleAssets()),
  });
  const stop = async (): Promise<void> => {
    await running.close();
    rmSync(dataFolder, { recursive: true, force: true });
  };
  const reporter = { step: (text: string) => void log.push(text), plain: (text: string) => void log.push(text) };
  const { ok } = await deployApp({
    project: { ...findProject(projectFolder), dataFolder },
    endpoint: running.endpoint,
    reporter,
    signal: new AbortController().signal,
  });
  if (!ok) {
    await stop();
    throw new Error(`the reference app could not be deployed\n${log.join("\n")}`);
  }
  return { running, buckets: await physicalBuckets(running.cloud), log, stop };
}
