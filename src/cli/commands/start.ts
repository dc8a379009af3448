import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { createConsoleHandler, type RunningCloud, startCloud } from "#local";
import { consoleAssets } from "../console-assets.ts";
import { readDemoPlan } from "../demo/demo-plan.ts";
import { formatSummary } from "../demo/format-summary.ts";
import { runDemo } from "../demo/run-demo.ts";
import { readServerFile, removeServerFile, writeServerFile } from "../server-file.ts";
import { deploySession, type Session } from "../start/deploy-session.ts";
import { type Project, findProject } from "../start/project.ts";
import { createReporter, type Reporter } from "../start/reporter.ts";
import { serve } from "../start/serve.ts";
import { UsageError } from "../usage-error.ts";
import { UserError } from "../user-error.ts";

const help = `usage: npx millrace start [options]

Starts the local cloud on 127.0.0.1, deploys the CDK app of this folder into it, and deploys again on save.

  --once              upload the demo's files, wait for what follows, print a summary and end;
                      exit code 0 only if all went as it must
  --fresh             begin with an empty cloud
  --port N            the port (default: 4566, or any free one if that is taken)
  --durable MODE      full: no accepted event is lost even if the machine loses power (default);
                      normal: only if the machine loses power
  --functions N       run at most N functions at a time; others wait (default: one per core for functions with native
                      modules, four per core for others)
  --data DIR          where the local cloud keeps its state (default: .millrace)
  --format FORMAT     pretty (default), or json with --once: the last line is the summary as JSON
  --help              show this text`;

interface StartOptions {
  readonly once: boolean;
  readonly fresh: boolean;
  readonly port: number | undefined;
  readonly functionsAtOnce: number | undefined;
  readonly durability: "full" | "normal";
  readonly format: "pretty" | "json";
  readonly dataFolder: string;
}

/** `millrace start`. */
export async function start(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options === "help") {
    console.log(help);
    return 0;
  }
  const project = findProject(resolve("."), resolve(options.dataFolder));
  if (options.once && project.demoFile === undefined) {
    throw new UserError(
      "--once plays a demo, and this project names none",
      'in package.json: "millrace": { "demo": "path/to/demo.json" }',
    );
  }
  const other = readServerFile(project.dataFolder);
  if (other !== undefined) {
    throw new UserError(
      `a local cloud already runs in this folder, at ${other.endpoint} (process ${other.pid})`,
      "stop it, or begin another one with --data DIR",
    );
  }
  const reporter = createReporter(options.format);
  const stopping = stopOnSignal();
  const running = await startOnPort(project, options, reporter);
  try {
    writeServerFile(project.dataFolder, { endpoint: running.endpoint, pid: process.pid });
    reporter.step(`local cloud ready at ${running.endpoint}`);
    if (options.once) return await playOnce({ project, running, reporter, format: options.format, signal: stopping });
    await serve({ project, running, reporter, signal: stopping });
  } finally {
    await running.close();
    removeServerFile(project.dataFolder);
  }
  reporter.step("stopped; the next start goes on from here (or begins anew with --fresh)");
  return 0;
}

function parseOptions(args: readonly string[]): StartOptions | "help" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      once: { type: "boolean", default: false },
      fresh: { type: "boolean", default: false },
      port: { type: "string" },
      functions: { type: "string" },
      durable: { type: "string", default: "full" },
      format: { type: "string", default: "pretty" },
      data: { type: "string", default: ".millrace" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) return "help";
  const { once, fresh, durable, format, data } = values;
  if (durable !== "full" && durable !== "normal") {
    throw new UsageError(`--durable must be full or normal, got ${durable}`);
  }
  if (format === "json" && !once) throw new UsageError("--format json goes with --once");
  if (format !== "pretty" && format !== "json") throw new UsageError(`--format must be pretty or json, got ${format}`);
  const functionsAtOnce = parseFunctions(values.functions);
  return { once, fresh, port: parsePort(values.port), functionsAtOnce, durability: durable, format, dataFolder: data };
}

function parsePort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`--port must be a number from 0 to 65535, got ${text}`);
  return port;
}

function parseFunctions(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new UsageError(`--functions must be a number from 1 to 9999, got ${text}`);
  return Number(text);
}

const defaultPort = 4566;

async function startOnPort(project: Project, options: StartOptions, reporter: Reporter): Promise<RunningCloud> {
  const begin = (port: number, fresh: boolean): Promise<RunningCloud> =>
    startCloud({
      dataFolder: project.dataFolder,
      port,
      fresh,
      durability: options.durability,
      ...(options.functionsAtOnce === undefined ? {} : { functionsAtOnce: options.functionsAtOnce }),
      log: (line) => process.stderr.write(`${line}\n`),
      createConsole: (cloud) => createConsoleHandler(cloud, consoleAssets()),
    });
  try {
    return await begin(options.port ?? defaultPort, options.fresh);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    if (options.port !== undefined) {
      throw new UserError(
        `port ${options.port} is taken`,
        "give another with --port, or leave it out to take a free one",
      );
    }
    reporter.step(`port ${defaultPort} is taken; taking a free one`);
    return begin(0, options.fresh);
  }
}

async function playOnce({
  format,
  ...session
}: Session & { readonly format: StartOptions["format"] }): Promise<number> {
  const { project, running, reporter } = session;
  // Read first: a demo that cannot be played should say so before the deployment.
  const plan = readDemoPlan(project.demoFile ?? "", project.folder);
  if (!(await deploySession(session))) return 1;
  const summary = await runDemo({ cloud: running.cloud, plan, dataFolder: project.dataFolder, reporter });
  reporter.step(summary.ok ? "all went as designed" : "NOT all went as designed; see the summary");
  if (format === "json") {
    console.log(JSON.stringify(summary));
  } else {
    console.log(formatSummary(summary));
  }
  return summary.ok ? 0 : 1;
}

/** Aborted by the first Ctrl+C, which lets running work end; the second one ends the process at once. */
function stopOnSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(name, () => controller.abort());
  }
  return controller.signal;
}
