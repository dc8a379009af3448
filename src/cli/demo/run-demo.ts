import { createReadStream, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { physicalBuckets, root, type RunningCloud } from "#local";
import type { Reporter } from "../start/reporter.ts";
import { copyResults } from "./copy-results.ts";
import { countEvents, type EventCount, pendingWork } from "./count-events.ts";
import type { DemoPlan, DemoUpload } from "./demo-plan.ts";
import { type FinishedExecution, followExecutions } from "./follow-executions.ts";

type Cloud = RunningCloud["cloud"];

/** The last line of `start --once --format json`. */
export interface DemoSummary {
  readonly ok: boolean;
  readonly files: readonly DemoFile[];
  readonly executions: readonly DemoExecution[];
  readonly events: readonly EventCount[];
  /** Local paths. */
  readonly parquet: readonly string[];
  /** Local path; null if no report was written. */
  readonly report: string | null;
}

interface DemoFile {
  readonly key: string;
  readonly status: string;
  readonly rows: number | null;
  readonly good: number | null;
  readonly bad: number | null;
  readonly reason: string | null;
}

interface DemoExecution {
  readonly workflow: string;
  readonly status: string;
  readonly durationMs: number;
  readonly transitions: number;
}

interface DemoOptions {
  readonly cloud: Cloud;
  readonly plan: DemoPlan;
  readonly dataFolder: string;
  readonly reporter: Reporter;
}

const timeoutMs = 120_000;

/** Uploads the demo's files, waits for all that follows from them, and says whether each ended as it must. */
export async function runDemo({ cloud, plan, dataFolder, reporter }: DemoOptions): Promise<DemoSummary> {
  const buckets = await physicalBuckets(cloud);
  const since = cloud.clock.now();
  for (const upload of plan.uploads) {
    await uploadFile(cloud, bucketNamed(buckets, upload.bucket), upload);
    reporter.step(`uploaded ${upload.bucket}/${upload.key}`);
  }
  const executions = await followExecutions({
    cloud,
    reporter,
    since,
    timeoutMs,
    isIdle: () => pendingWork(cloud) === 0,
    isComplete: (finished) => plan.uploads.every((upload) => executionOf(finished, upload) !== undefined),
  });
  const resultsFolder = join(dataFolder, "demo");
  mkdirSync(resultsFolder, { recursive: true });
  const { parquet, report, quarantine } = plan.results;
  const copy = (place: typeof parquet): Promise<readonly string[]> =>
    copyResults({ cloud, bucket: bucketNamed(buckets, place.bucket), place, folder: resultsFolder });
  const [parquetFiles, reports] = await Promise.all([copy(parquet), copy(report), copy(quarantine)]);
  const files = plan.uploads.map((upload) => fileOf(upload, executionOf(executions, upload)));
  return {
    ok:
      executions.every(({ status }) => status === "SUCCEEDED") &&
      plan.uploads.every((upload, index) => files[index]?.status === upload.status) &&
      pendingWork(cloud) === 0 &&
      parquetFiles.length > 0 &&
      reports.length > 0,
    files,
    executions: executions.map(toDemoExecution),
    events: countEvents(cloud, since),
    parquet: parquetFiles,
    report: reports[0] ?? null,
  };
}

function bucketNamed(buckets: ReadonlyMap<string, string>, name: string): string {
  const physicalName = buckets.get(name);
  if (physicalName === undefined) throw new Error(`the deployed stacks have no output for the bucket "${name}"`);
  return physicalName;
}

async function uploadFile(cloud: Cloud, bucket: string, { file, key }: DemoUpload): Promise<void> {
  await cloud.call(
    "s3",
    "PutObject",
    { Bucket: bucket, Key: key, Body: createReadStream(file), ContentLength: statSync(file).size },
    root,
  );
}

interface ObjectEvent {
  readonly detail?: { readonly object?: { readonly key?: string } };
}

/** The execution that an upload started. */
function executionOf(finished: readonly FinishedExecution[], { key }: DemoUpload): FinishedExecution | undefined {
  return finished.find(({ input }) => (input as ObjectEvent | null)?.detail?.object?.key === key);
}

function fileOf({ key }: DemoUpload, execution: FinishedExecution | undefined): DemoFile {
  const output = (execution?.output ?? {}) as Partial<Omit<DemoFile, "key">>;
  return {
    key,
    status: output.status ?? (execution === undefined ? "no execution" : execution.status),
    rows: output.rows ?? null,
    good: output.good ?? null,
    bad: output.bad ?? null,
    reason: output.reason ?? execution?.error ?? null,
  };
}

function toDemoExecution({ workflow, status, durationMs, transitions }: FinishedExecution): DemoExecution {
  return { workflow, status, durationMs, transitions };
}
