import { createRequire } from "node:module";
import { UsageError } from "./usage-error.ts";
import { UserError } from "./user-error.ts";

/** A command gets its arguments and gives the exit code: 0 fine, 1 the user's input is at fault, 2 usage, 3 our bug. */
type Command = (args: readonly string[]) => Promise<number>;

interface CommandEntry {
  readonly summary: string;
  // Loaded when asked for: `env` must not wait for the compiler.
  readonly load: () => Promise<Command>;
}

const commands: Readonly<Record<string, CommandEntry>> = {
  start: {
    summary: "start the local cloud, deploy this app into it, redeploy on save",
    load: async () => (await import("./commands/start.ts")).start,
  },
  env: {
    summary: "print the exports that point aws, cdk and SDKs at the local cloud",
    load: async () => (await import("./commands/env.ts")).env,
  },
  compile: {
    summary: "compile workflows to Amazon States Language, or say why not",
    load: async () => (await import("./commands/compile.ts")).compile,
  },
  simulate: {
    summary: "run a state machine definition in memory",
    load: async () => (await import("./commands/simulate.ts")).simulate,
  },
  iam: {
    summary: "print which rights of each role were never used, and which calls were denied",
    load: async () => (await import("./commands/iam.ts")).iam,
  },
  match: {
    summary: "tell whether an EventBridge pattern matches an event, and if not, why",
    load: async () => (await import("./commands/match.ts")).match,
  },
};

/** Runs one command of the CLI and returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    console.log(help());
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-v") {
    console.log(version());
    return 0;
  }
  const command = commands[name];
  if (command === undefined) {
    console.error(`millrace has no command "${name}"\n\n${help()}`);
    return 2;
  }
  try {
    const run = await command.load();
    return await run(rest);
  } catch (error) {
    return report(name, error);
  }
}

function report(command: string, error: unknown): number {
  if (error instanceof UsageError || isParseArgsError(error)) {
    console.error(`millrace ${command}: ${error.message}\nSee: npx millrace ${command} --help`);
    return 2;
  }
  if (error instanceof UserError) {
    console.error(`millrace ${command}: ${error.message}\nfix: ${error.fix}`);
    return 1;
  }
  console.error(error);
  console.error(
    `\nmillrace ${command} failed in a way that it should not. This is a bug in Millrace, not in your app.`,
  );
  return 3;
}

/** `util.parseArgs` refuses unknown options with codes of its own. */
function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_");
}

function version(): string {
  // By its own name: the manifest lies at another place in the published package.
  return (createRequire(import.meta.url)("millrace/package.json") as { readonly version: string }).version;
}

function help(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  return [
    "usage: npx millrace <command> [options]",
    "",
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "Every command explains itself: npx millrace <command> --help",
    "npx millrace --version prints the version.",
  ].join("\n");
}
