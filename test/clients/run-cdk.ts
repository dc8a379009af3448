import { execFile, spawn } from "node:child_process";
import { delimiter, dirname, resolve } from "node:path";

const cli = resolve(import.meta.dirname, "../../node_modules/aws-cdk/bin/cdk");

export interface CdkRun {
  readonly exitCode: number;
  readonly text: string;
}

export interface CdkProject {
  /** Where the app is found and where the CLI keeps what it makes. */
  readonly folder: string;
  readonly endpoint: string;
  /** What `STAGE` tells the app. */
  readonly stage: string;
  readonly args: readonly string[];
}

function optionsOf({ folder, endpoint, stage }: CdkProject) {
  const env = {
    // The app must run on the Node that runs the tests, whatever the machine's own is.
    PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
    HOME: folder,
    STAGE: stage,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    CDK_VALIDATION: "false",
    CDK_DISABLE_CLI_TELEMETRY: "true",
  };
  return { env, cwd: folder };
}

const common = ["--no-notices", "--ci"];

/** Runs the unmodified `cdk` CLI to its end. */
export function runCdk(project: CdkProject): Promise<CdkRun> {
  return new Promise((settle) => {
    execFile(process.execPath, [cli, ...project.args, ...common], optionsOf(project), (error, stdout, stderr) => {
      settle({ exitCode: error === null ? 0 : Number(error.code ?? 1), text: stdout + stderr });
    });
  });
}

export interface RunningCdk {
  /** Resolves once the output since the last call holds a text; rejects with the output if the CLI ends before. */
  readonly says: (text: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts a command of the CLI that goes on until it is stopped. */
export function startCdk(project: CdkProject): RunningCdk {
  const child = spawn(process.execPath, [cli, ...project.args, ...common], optionsOf(project));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let text = "";
  let look = (): void => undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      look();
    });
  }
  return {
    says: (wanted) =>
      new Promise((resolve, reject) => {
        look = () => {
          const at = text.indexOf(wanted);
          if (at < 0) return;
          text = text.slice(at + wanted.length);
          look = () => undefined;
          resolve();
        };
        look();
        void ended.then(() => reject(new Error(`the CLI ended without "${wanted}":\n${text}`)));
      }),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
