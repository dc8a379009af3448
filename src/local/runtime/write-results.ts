import { errorNames } from "#asl";
import type { Json } from "#asl";
import { childIdentity, resultFiles, TaskFailure } from "#interpreter";
import type { MapRunResult } from "#interpreter";
import { AwsError } from "../aws-error.ts";
import { identityOf } from "./execution-row.ts";
import type { ExecutionRow } from "./execution-row.ts";
import type { ExecutionStore } from "./execution-store.ts";
import type { TaskCall } from "./integrations/integration.ts";
import type { ChildRow, MapRunRow } from "./map-run-row.ts";
import type { MapRunStore } from "./map-run-store.ts";

/** What a ResultWriter may be. */
export const writerResource = "arn:aws:states:::s3:putObject";

export interface ResultStores {
  readonly store: ExecutionStore;
  readonly mapRuns: MapRunStore;
}

/** Writes what the children of a map run gave to S3, as the execution's own role; the manifest comes last. */
export async function writeResults(
  { cloud, principal, task, execution }: TaskCall,
  stores: ResultStores,
): Promise<Json> {
  const { Bucket, Prefix = "" } = task.arguments as { readonly Bucket?: string; readonly Prefix?: string };
  const { mapRunId = "", mapRunArn = "" } = task.resultWriter ?? {};
  const run = stores.mapRuns.find(execution.id, mapRunId);
  if (run === undefined || typeof Bucket !== "string" || typeof Prefix !== "string") {
    throw writerFailure("The result writer's Arguments need the text Bucket.");
  }
  const children = stores.mapRuns.childrenOf(run.id).map((child) => resultOf(child, run, execution, stores.store));
  const { files, output } = resultFiles(children, { bucket: Bucket, prefix: Prefix, mapRunArn });
  try {
    for (const { key, body } of files) {
      const request = { Bucket, Key: key, Body: Buffer.from(body), ContentType: "application/json" };
      await cloud.call("s3", "PutObject", request, principal);
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { message, status, code } = error;
    throw writerFailure(`${message} (Service: Amazon S3; Status Code: ${status}; Error Code: ${code})`);
  }
  return output;
}

function resultOf(child: ChildRow, run: MapRunRow, parent: ExecutionRow, store: ExecutionStore): MapRunResult {
  const identity = childIdentity(identityOf(parent), run, child);
  const input = JSON.parse(child.input) as Json;
  const started = child.executionId === undefined ? undefined : store.findById(child.executionId);
  if (started === undefined) return { identity, input };
  const { status, output, error, cause, startedAt, stoppedAt } = started;
  if (status === "RUNNING") return { identity, input, startedAt };
  const result = {
    status,
    ...(output === undefined ? {} : { output: JSON.parse(output) as Json }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
  return { identity, input, startedAt, stoppedAt, result };
}

function writerFailure(cause: string): TaskFailure {
  return new TaskFailure(errorNames.resultWriterFailed, cause);
}
