import { spawn } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { environmentFor } from "../client-environment.ts";
import type { Project } from "./project.ts";
import type { Reporter } from "./reporter.ts";

export interface Deployment {
  readonly ok: boolean;
  readonly seconds: number;
}

interface DeployOptions {
  readonly project: Project;
  readonly endpoint: string;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}

/**
 * Synthesises the app and deploys it into the local cloud, with the unmodified `cdk` CLI: what works here is what will work
 * against AWS.
 */
export async function deployApp({ project, endpoint, reporter, signal }: DeployOptions): Promise<Deployment> {
  const startedAt = performance.now();
  const args = [
    project.cdkScript,
    "deploy",
    "--all",
    "--require-approval=never",
    "--method=direct",
    "--progress=events",
    "--no-notices",
    "--no-version-reporting",
    `--output=${join(project.dataFolder, "cdk.out")}`,
  ];
  const child = spawn(process.execPath, args, {
    cwd: project.folder,
    // The CloudFormation validator costs seconds; `cdk synth` and a real deploy run it.
    env: {
      CDK_VALIDATION: "false",
      ...environmentFor(endpoint),
      CDK_DISABLE_CLI_TELEMETRY: "true",
      // The app's own command in cdk.json says `node`: it must find this one, which may not be the shell's.
      PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
    },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      const progress = progressOf(line);
      if (progress !== undefined) reporter.step(progress);
    });
  }
  const ok = await new Promise<boolean>((resolve) => {
    child.once("error", (error) => {
      if (!signal.aborted) lines.push(error.message);
      resolve(false);
    });
    child.once("close", (code) => resolve(code === 0));
  });
  if (!ok && !signal.aborted) reporter.plain(lines.join("\n"));
  return { ok, seconds: (performance.now() - startedAt) / 1000 };
}

/** The few lines of the CLI's output that tell how far it is. */
function progressOf(line: string): string | undefined {
  const text = stripVTControlCharacters(line).trim();
  if (text.startsWith("✨")) return text.replace(/^✨\s*/, "").toLowerCase();
  // Told by our constructs at synth; nobody would see them otherwise.
  const warning = /^\[Warning at [^\]]*\] (.*?)(?: \[ack: millrace:(\w+)\])?$/.exec(text);
  if (warning !== null)
    return `${["warning", ...(warning[2] === undefined ? [] : [warning[2]])].join(" ")}: ${warning[1]}`;
  if (/^\S+: (start|success): (Building|Publishing)/.test(text)) return undefined;
  if (/: deploying\.\.\./.test(text)) return text;
  return /^(✅|❌)/.test(text) ? text.replace(/^(✅|❌)\s*/, "") : undefined;
}
