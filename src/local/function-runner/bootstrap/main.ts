import { delimiter } from "node:path";
import { isMainThread, parentPort } from "node:worker_threads";
import { captureOutput } from "./capture-output.ts";
import { errorEnvelope, RuntimeError } from "./error-envelope.ts";
import { invokeHandler } from "./invoke-handler.ts";
import { reachCloudOverHttp } from "./reach-cloud-over-http.ts";
import { resolveAsLambda } from "./resolve-as-lambda.ts";
import { loadHandler } from "./load-handler.ts";
import type { Handler } from "./load-handler.ts";
import type { ErrorEnvelope, FromEnvironment, InvokeMessage, StartMessage, ToEnvironment } from "./messages.ts";

// The entry of an execution environment, a thread or a process: loads one handler, then serves one invocation after another.

const isThread = !isMainThread && parentPort !== null;

function send(message: FromEnvironment, sent?: () => void): void {
  if (isThread) {
    parentPort?.postMessage(message, []);
    sent?.();
  } else {
    process.send?.(message, undefined, undefined, () => sent?.());
  }
}

function memoryMb(): number {
  const usage = process.memoryUsage();
  return Math.ceil((isThread ? usage.heapUsed + usage.external : usage.rss) / 1_048_576);
}

async function load(start: StartMessage): Promise<Handler | undefined> {
  if (start.nodeOptions.includes("--enable-source-maps")) process.setSourceMapsEnabled(true);
  const layers = (process.env["NODE_PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  resolveAsLambda({ taskRoot: start.taskRoot, layers });
  reachCloudOverHttp(process.env["AWS_ENDPOINT_URL"] ?? "");
  try {
    return await loadHandler(start.taskRoot, start.handler);
  } catch (error) {
    const envelope = errorEnvelope(error);
    console.error(`Uncaught Exception \t${JSON.stringify(envelope)}`);
    send({ type: "loadFailed", error: envelope });
    return undefined;
  }
}

async function invoke(handler: Handler, start: StartMessage, message: InvokeMessage): Promise<void> {
  const { requestId } = message;
  try {
    const payload = await invokeHandler(handler, start, message);
    send({ type: "succeeded", requestId, payload, memoryMb: memoryMb() });
  } catch (error) {
    const envelope = errorEnvelope(error);
    console.error(`Invoke Error \t${JSON.stringify(envelope)}`);
    send({ type: "failed", requestId, error: envelope, memoryMb: memoryMb() });
  }
}

function crash(label: string, error: ErrorEnvelope): void {
  console.error(`${label} \t${JSON.stringify(error)}`);
  send({ type: "crashed", error }, () => process.exit(129));
}

function serve(): void {
  let start: StartMessage | undefined;
  let handler: Handler | undefined;
  let requestId: string | undefined;

  process.on("uncaughtException", (error) => crash("Uncaught Exception", errorEnvelope(error)));
  process.on("unhandledRejection", (reason) => {
    crash(
      "Unhandled Promise Rejection",
      errorEnvelope(new RuntimeError("Runtime.UnhandledPromiseRejection", String(reason))),
    );
  });

  const receive = async (message: ToEnvironment): Promise<void> => {
    if (message.type === "start") {
      start = message;
      captureOutput({
        logFormat: message.logFormat,
        logLevel: message.logLevel,
        requestId: () => requestId,
        write: (text) => send({ type: "log", text }),
      });
      handler = await load(message);
      if (handler !== undefined) send({ type: "ready" });
    } else if (start !== undefined && handler !== undefined) {
      requestId = message.requestId;
      await invoke(handler, start, message);
    }
  };

  if (isThread) {
    parentPort?.on("message", (message: ToEnvironment) => void receive(message));
  } else {
    process.on("message", (message: ToEnvironment) => void receive(message));
    // The cloud was killed: nobody waits for the answer.
    process.on("disconnect", () => process.exit(1));
  }
}

serve();
