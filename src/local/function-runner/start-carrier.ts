import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { FromEnvironment, ToEnvironment } from "./bootstrap/messages.ts";

/** A thread or a process that runs the bootstrap: only how it is started, spoken to and ended differs. */
export interface Carrier {
  readonly send: (message: ToEnvironment) => void;
  /** Whether it may keep this process alive: only while it works. */
  readonly setBusy: (isBusy: boolean) => void;
  readonly stop: () => Promise<void>;
}

export interface CarrierOptions {
  readonly kind: "thread" | "process";
  readonly environment: Readonly<Record<string, string>>;
  readonly workingFolder: string;
  readonly memoryMb: number;
  readonly onMessage: (message: FromEnvironment) => void;
  /** Once, however it ended; `description` in the words of Lambda's `Runtime.ExitError`. */
  readonly onExit: (description: string) => void;
}

// By its name: in the published package this module is part of a larger file.
const bootstrap = createRequire(import.meta.url).resolve("#function-bootstrap");

/** Starts an execution environment's thread or process. */
export function startCarrier(options: CarrierOptions): Carrier {
  return options.kind === "thread" ? startThread(options) : startProcess(options);
}

const killed = "signal: killed";

function startThread({ environment, memoryMb, onMessage, onExit }: CarrierOptions): Carrier {
  // Worker would take NODE_OPTIONS for its own flags and refuse those of a whole process.
  const { NODE_OPTIONS: _, ...variables } = environment;
  const worker = new Worker(bootstrap, {
    env: variables,
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  let isOutOfMemory = false;
  worker.on("message", onMessage);
  worker.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ERR_WORKER_OUT_OF_MEMORY") isOutOfMemory = true;
    else onMessage({ type: "log", text: String(error.stack ?? error) });
  });
  worker.on("exit", (code) => onExit(isOutOfMemory ? killed : `exit status ${code}`));
  for (const stream of [worker.stdout, worker.stderr]) forwardOutput(stream, onMessage);
  worker.unref();
  return {
    send: (message) => worker.postMessage(message, []),
    setBusy: (isBusy) => (isBusy ? worker.ref() : worker.unref()),
    stop: async () => {
      // Whoever waits for the end must not find that nothing keeps the process alive.
      worker.ref();
      await worker.terminate();
    },
  };
}

function startProcess({ environment, workingFolder, memoryMb, onMessage, onExit }: CarrierOptions): Carrier {
  const child = fork(bootstrap, [], {
    execPath: process.execPath,
    execArgv: [`--max-old-space-size=${memoryMb}`],
    env: environment,
    cwd: workingFolder,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // A Ctrl+C in the terminal goes to the whole process group. Killed by it, a function would have failed before the cloud
    // knows that it stops; when the cloud is gone, `disconnect` ends the child.
    detached: process.platform !== "win32",
  });
  const exited = new Promise<void>((resolve) => {
    // `close`, not `exit`: what it wrote last is read by then.
    child.on("close", (code, signal) => {
      onExit(code === null || signal === "SIGABRT" ? killed : `exit status ${code}`);
      resolve();
    });
    child.on("error", (error) => {
      onExit(error.message);
      resolve();
    });
  });
  child.on("message", (message) => onMessage(message as FromEnvironment));
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const stream of streams) forwardOutput(stream, onMessage);

  const setBusy = (isBusy: boolean): void => {
    const change = isBusy ? "ref" : "unref";
    child[change]();
    child.channel?.[change]();
    for (const stream of streams) (stream as Partial<Record<"ref" | "unref", () => void>>)[change]?.();
  };
  setBusy(false);
  return {
    send: (message) => {
      // A child that is gone is told by `close`; a failed send must not be an unhandled error beside it.
      child.send(message, () => {});
    },
    setBusy,
    stop: async () => {
      setBusy(true);
      child.kill("SIGKILL");
      await exited;
    },
  };
}

// What native code writes to the streams, past the bootstrap's own capture.
function forwardOutput(stream: NodeJS.ReadableStream, onMessage: (message: FromEnvironment) => void): void {
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => onMessage({ type: "log", text }));
}
