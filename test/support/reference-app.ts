import { AsyncLocalStorage } from "node:async_hooks";
import * as z from "zod";
import type { AppEvent, Contract, Workflow } from "../../src/authoring/index.ts";
import { accessVariable, installRuntime, type Runtime } from "../../src/authoring/index.ts";
import { type FakeS3, startFakeS3 } from "./fake-s3.ts";
import { objectCreatedEvent } from "millrace/testing";

type Handler = (event: unknown, context: object) => Promise<unknown>;

export interface Emitted {
  readonly name: string;
  readonly detail: unknown;
}

export interface RunOptions {
  /** The execution's ARN, which retries share. */
  readonly execution: string;
  /** Takes an event, or fails as the bus would. @default events are recorded */
  readonly onEmit?: (event: Emitted) => void;
}

export interface Run {
  readonly output: unknown;
  readonly events: readonly Emitted[];
}

/** The reference workflows as plain TypeScript with their real handlers, over an S3 that tests can look into and break. */
export interface ReferenceApp {
  readonly s3: FakeS3;
  /** Puts a file into `landing` and returns the event that S3 would send. */
  readonly upload: (key: string, body: Buffer | string) => ObjectCreated;
  readonly run: <Input>(workflow: Workflow<Input>, input: NoInfer<Input>, options: RunOptions) => Promise<Run>;
  /** Calls one task function's handler. */
  readonly call: (task: string, input: unknown, execution?: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

type ObjectCreated = ReturnType<typeof objectCreatedEvent>;

const buckets = { landing: "landing", lake: "lake", quarantine: "quarantine", data: "lake", reports: "lake" };

/** None of the app's workflows does anything else. */
const unused = {} as Omit<Runtime, "callTask" | "emit">;

/** Once per test file: the handlers' clients keep the address they were made with. */
export async function startReferenceApp(): Promise<ReferenceApp> {
  const s3 = await startFakeS3();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_MAX_ATTEMPTS: "1",
    // The fake keeps bodies as they come, without the framing of trailing checksums.
    AWS_REQUEST_CHECKSUM_CALCULATION: "WHEN_REQUIRED",
    POWERTOOLS_LOG_LEVEL: "SILENT",
    ...Object.fromEntries(Object.entries(buckets).map(([key, bucket]) => [accessVariable(key), bucket])),
  });
  const current = new AsyncLocalStorage<Runtime>();
  const runtime = () => current.getStore() ?? missing();
  installRuntime({
    callTask: (contract, input, options) => runtime().callTask(contract, input, options),
    emit: (event, detail) => runtime().emit(event, detail),
    ...unused,
  });
  return {
    s3,
    upload: (key, body) =>
      objectCreatedEvent({
        bucket: "landing",
        key,
        size: Buffer.byteLength(body),
        etag: s3.put(`landing/${key}`, body).etag,
      }),
    async run(workflow, input, { execution, onEmit }) {
      const events: Emitted[] = [];
      const own: Runtime = {
        callTask: (contract, taskInput) => callHandler(contract.name, taskInput, execution),
        async emit(event, detail) {
          const emitted = { name: event.name, detail: checkedDetail(event, detail) };
          onEmit?.(emitted);
          events.push(emitted);
        },
        ...unused,
      };
      return { output: await current.run(own, () => workflow.run(input)), events };
    },
    call: callHandler,
    async close() {
      installRuntime(undefined);
      await s3.close();
    },
  };
}

async function callHandler(task: Contract["name"], input: unknown, execution?: string): Promise<unknown> {
  const module = (await import(`../../functions/${task}/handler.ts`)) as { readonly handler: Handler };
  const clientContext =
    execution === undefined ? undefined : { execution, executionName: execution, state: task, retryCount: 0 };
  return throughJson(await module.handler(throughJson(input), { awsRequestId: "test", clientContext }));
}

function checkedDetail(event: AppEvent, detail: unknown): unknown {
  return z.parse(event.schema, throughJson(detail));
}

function throughJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function missing(): never {
  throw new Error("a task or emit was called outside run(…)");
}
