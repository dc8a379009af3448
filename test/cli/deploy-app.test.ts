import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { deployApp } from "../../src/cli/start/deploy-app.ts";

describe("deploying with the cdk CLI", () => {
  let folder: string;
  let told: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "millrace-deploy-"));
    told = [];
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Deploys with a stand-in for the CLI. */
  const deploy = (cdk: string) => {
    const cdkScript = join(folder, "cdk.cjs");
    writeFileSync(cdkScript, cdk);
    const reporter = { step: (text: string) => void told.push(text), plain: (text: string) => void told.push(text) };
    return deployApp({
      project: { folder, dataFolder: join(folder, ".millrace"), cdkScript, demoFile: undefined },
      endpoint: "http://127.0.0.1:1",
      reporter,
      signal: new AbortController().signal,
    });
  };

  it("lets the app's own command find the Node that runs us, whatever the shell's is", async () => {
    vi.stubEnv("PATH", "/nowhere");
    const { ok } = await deploy(
      `console.log(require("node:child_process").execSync("node --version").toString()); process.exit(1)`,
    );
    expect(ok).toBe(false);
    expect(told.join()).toContain(process.version);
  });

  it("shows warnings of a synth that succeeds, and of the rest only how far it is", async () => {
    const { ok } = await deploy(`
      console.log("Shop: deploying... [1/1]");
      console.error("[Warning at /Shop/App] functions/x/contract.ts: it exports no task [ack: millrace:MR4030]");
      console.error("Shop: start: Building Asset");`);
    expect(ok).toBe(true);
    expect(told).toEqual(["Shop: deploying... [1/1]", "warning MR4030: functions/x/contract.ts: it exports no task"]);
  });
});
