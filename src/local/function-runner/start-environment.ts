import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ErrorEnvelope, FromEnvironment } from "./bootstrap/messages.ts";
import { environmentVariables } from "./environment-variables.ts";
import type {
  FunctionSpec,
  InvocationRequest,
  InvocationResult,
  RoleCredentials,
  RunnerHost,
} from "./function-spec.ts";
import { createInvocationLog } from "./invocation-log.ts";
import type { InvocationLog } from "./invocation-log.ts";
import { limitAnswer, statusOf } from "./invocation-outcome.ts";
import type { Outcome } from "./invocation-outcome.ts";
import { exitError, timeoutError, timeoutMessage } from "./lost-environment-errors.ts";
import { startCarrier } from "./start-carrier.ts";
import type { Carrier } from "./start-carrier.ts";

// Lambda gives a module 10 seconds to load, then tries once more within the function's timeout; a laptop gets them at once.
const loadSeconds = 30;

/** Starts an environment; its handler loads while the first invocation is on its way. */
export async function startEnvironment(spec: FunctionSpec, host: RunnerHost): Promise<Environment> {
  return new Environment(spec, host, await host.credentials(spec.roleArn, spec.functionName));
}

/** One execution environment: a loaded handler that serves one invocation at a time, in a thread or a process. */
export class Environment {
  readonly revision: string;
  /** When its role credentials are no longer good for a whole invocation. */
  readonly expiresAt: number;
  readonly #spec: FunctionSpec;
  readonly #host: RunnerHost;
  readonly #folder: string;
  readonly #log: InvocationLog;
  readonly #carrier: Carrier;
  readonly #startedAt = performance.now();
  readonly #loaded = Promise.withResolvers<void>();
  #initMs: number | undefined;
  /** Set once it timed out, crashed or could not load. */
  #lost: Outcome | undefined;
  #isStopped = false;
  #finish: ((outcome: Outcome) => void) | undefined;

  constructor(spec: FunctionSpec, host: RunnerHost, credentials: RoleCredentials) {
    const id = host.newId().replaceAll("-", "");
    const day = new Date(host.now()).toISOString().slice(0, 10).replaceAll("-", "/");
    const logStreamName = `${day}/[${spec.version}]${id}`;
    this.revision = spec.revision;
    this.expiresAt = credentials.expiresAt - spec.timeoutSeconds * 1000;
    this.#spec = spec;
    this.#host = host;
    this.#folder = join(host.temporaryFolder, id);
    mkdirSync(this.#folder, { recursive: true });
    this.#log = createInvocationLog(host, host.openLog({ ...spec, logStreamName }));
    this.#carrier = startCarrier({
      kind: spec.modulePaths.length > 0 ? "process" : "thread",
      environment: environmentVariables({ spec, host, credentials, logStreamName, temporaryFolder: this.#folder }),
      workingFolder: spec.codeFolder,
      memoryMb: spec.memoryMb,
      onMessage: (message) => this.#receive(message),
      onExit: (description) => this.#lose(exitError(this.#log.requestId(), description), "error"),
    });
    this.#carrier.send({
      type: "start",
      handler: spec.handler,
      taskRoot: spec.codeFolder,
      runtime: spec.runtime,
      functionName: spec.functionName,
      functionVersion: spec.version,
      memoryMb: spec.memoryMb,
      logGroupName: spec.logGroupName,
      logStreamName,
      logFormat: spec.logFormat,
      logLevel: spec.logLevel,
      nodeOptions: spec.variables.NODE_OPTIONS ?? "",
    });
  }

  /** Resolves once the handler is loaded or can no longer be. */
  get loaded(): Promise<void> {
    return this.#loaded.promise;
  }

  isUsable(): boolean {
    return this.#lost === undefined && !this.#isStopped;
  }

  async invoke(request: InvocationRequest): Promise<InvocationResult> {
    this.#carrier.setBusy(true);
    this.#log.start(request.requestId, this.#spec.version);
    await this.#load(request.requestId);
    const beganAt = performance.now();
    const outcome = limitAnswer(await this.#run(request));
    const durationMs = performance.now() - beganAt;
    const log = this.#log.end({
      durationMs,
      initMs: this.#initMs,
      memoryMb: this.#spec.memoryMb,
      usedMb: outcome.kind === "lost" ? undefined : outcome.memoryMb,
      status: statusOf(outcome),
    });
    // Only the first invocation waited for the load.
    this.#initMs = 0;
    this.#carrier.setBusy(false);
    if (!this.isUsable()) await this.stop();
    return outcome.kind === "succeeded"
      ? { payload: outcome.payload, isError: false, durationMs, log }
      : { payload: JSON.stringify(outcome.error), isError: true, durationMs, log };
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#carrier.stop();
    this.#log.flush();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #load(requestId: string): Promise<void> {
    const cancel = this.#host.at(this.#host.now() + loadSeconds * 1000, () => {
      if (this.#initMs === undefined) this.#lose(timeoutError(requestId, loadSeconds), "timeout");
    });
    await this.#loaded.promise;
    cancel();
  }

  #run(request: InvocationRequest): Promise<Outcome> {
    if (this.#lost !== undefined) return Promise.resolve(this.#lost);
    const { requestId } = request;
    const { timeoutSeconds } = this.#spec;
    const outcome = Promise.withResolvers<Outcome>();
    const cancel = this.#host.at(this.#host.now() + timeoutSeconds * 1000, () => {
      this.#log.write(`${new Date(this.#host.now()).toISOString()} ${timeoutMessage(requestId, timeoutSeconds)}`);
      this.#lose(timeoutError(requestId, timeoutSeconds), "timeout");
    });
    this.#finish = (result) => {
      cancel();
      this.#finish = undefined;
      outcome.resolve(result);
    };
    this.#carrier.send({
      type: "invoke",
      requestId,
      event: request.payload,
      invokedFunctionArn: request.invokedFunctionArn,
      clientContext: request.clientContext,
      remainingMs: timeoutSeconds * 1000,
    });
    return outcome.promise;
  }

  #receive(message: FromEnvironment): void {
    switch (message.type) {
      case "ready":
        this.#becomeReady();
        break;
      case "log":
        this.#log.write(message.text);
        break;
      case "succeeded":
        this.#finish?.({ kind: "succeeded", payload: message.payload, memoryMb: message.memoryMb });
        break;
      case "failed":
        this.#finish?.({ kind: "failed", error: message.error, memoryMb: message.memoryMb });
        break;
      case "loadFailed":
      case "crashed":
        this.#lose(message.error, "error");
        break;
    }
  }

  #becomeReady(): void {
    const { functionName, version, bundleKb } = this.#spec;
    this.#initMs = performance.now() - this.#startedAt;
    this.#host.recordColdStart({ functionName, version, initMs: this.#initMs, bundleKb });
    this.#loaded.resolve();
  }

  #lose(error: ErrorEnvelope, status: "error" | "timeout"): void {
    this.#lost ??= { kind: "lost", error, status };
    this.#loaded.resolve();
    this.#finish?.(this.#lost);
  }
}
