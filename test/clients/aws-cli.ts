import { execFile } from "node:child_process";
import { environmentFor } from "../../src/cli/client-environment.ts";

/** Name of an option as JavaScript writes it → its value; a list of texts is several arguments, other structures are JSON, `true` is a flag. */
export type AwsOptions = Readonly<Record<string, string | number | boolean | readonly unknown[] | object>>;

/** The AWS CLI as it comes, which parses every answer itself. A command is `SERVICE COMMAND`, for instance `s3api put-object`. */
export interface AwsCli {
  /** Gives what the command printed, which is JSON or nothing. */
  readonly aws: (command: string, options?: AwsOptions, ...more: readonly string[]) => Promise<AwsAnswer>;
  /** Gives what the command printed. */
  readonly text: (command: string, options?: AwsOptions, ...more: readonly string[]) => Promise<string>;
  /** Gives what the command wrote about its failure; throws if it ended in another way than by a refusal of the service. */
  readonly refused: (command: string, options?: AwsOptions, ...more: readonly string[]) => Promise<string>;
}

/** Answers are looked at by what is expected in them. */
// oxlint-disable-next-line typescript/no-explicit-any -- as JSON.parse types what it reads
export type AwsAnswer = any;

/** `environment` wins over what `millrace env` exports, for instance with a role's credentials. */
export function awsCli(endpoint: string, environment: Readonly<Record<string, string>> = {}): AwsCli {
  const env = { ...environmentFor(endpoint), ...environment };
  const run = (command: string, options: AwsOptions, more: readonly string[]): Promise<Run> => {
    const words = [...command.split(" "), ...more, ...argumentsOf(options)];
    // Version 1 ignores the exported endpoint for this service alone.
    if (command.startsWith("sqs ")) words.push("--endpoint-url", endpoint);
    return start(words, env);
  };
  const succeed = async (command: string, options: AwsOptions, more: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await run(command, options, more);
    if (exitCode !== 0) throw new Error(`aws ${command} ended with ${exitCode}: ${stderr.trim()}`);
    return stdout;
  };
  return {
    text: (command, options = {}, ...more) => succeed(command, options, more),
    async aws(command, options = {}, ...more) {
      const printed = await succeed(command, { ...options, output: "json" }, more);
      return printed.trim() === "" ? {} : JSON.parse(printed);
    },
    async refused(command, options = {}, ...more) {
      const { exitCode, stdout, stderr } = await run(command, options, more);
      if (!refusals.has(exitCode)) throw new Error(`aws ${command} ended with ${exitCode}: ${stdout}${stderr}`);
      return stderr.trim();
    },
  };
}

/** How version 2 and version 1 end where a service refused, and how the commands of `aws s3` do in both. */
const refusals: ReadonlySet<number> = new Set([254, 255, 1]);

interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function start(words: readonly string[], env: NodeJS.ProcessEnv): Promise<Run> {
  return new Promise((settle) => {
    execFile("aws", words, { env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      settle({ exitCode: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

function argumentsOf(options: AwsOptions): readonly string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    const option = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (value === true) return [option];
    if (value === false) return [];
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return [option, ...value];
    return [option, typeof value === "object" ? JSON.stringify(value) : String(value)];
  });
}
