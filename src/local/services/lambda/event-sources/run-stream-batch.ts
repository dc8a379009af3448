import { discardRecords } from "./discard-records.ts";
import { failedItems } from "./failed-items.ts";
import { createRecordFilter } from "./filter-records.ts";
import { invokeWithRecords, type BatchRun } from "./invoke-with-records.ts";
import type { StreamSettings } from "./mapping-store.ts";
import { pauseWhileActive } from "./pause-while-active.ts";
import { keepPosition } from "./stream-positions.ts";
import type { StreamRecord } from "./stream-record.ts";

/** Records that wait for their invocation, and how often they had one in vain. */
interface Pending {
  readonly records: readonly StreamRecord[];
  readonly attempts: number;
}

const firstBackOffMs = 1000;
const longestBackOffMs = 30_000;

const sequenceOf = ({ dynamodb }: StreamRecord): string => dynamodb.SequenceNumber;

/**
 * Gives a batch to its function, again and again until it succeeds, and keeps how far it came.
 *
 * A stream is in order: what fails holds up what follows, until it succeeds, is tried often enough or is too old.
 */
export async function runStreamBatch(run: BatchRun, records: readonly StreamRecord[]): Promise<void> {
  const { cloud, mapping } = run;
  const wanted = records.filter(createRecordFilter<StreamRecord>(mapping.filters));
  let pending: readonly Pending[] = wanted.length === 0 ? [] : [{ records: wanted, attempts: 0 }];
  while (pending.length > 0 && run.isActive()) {
    const [head, ...rest] = pending as [Pending, ...Pending[]];
    pending = [...(await runOnce(run, head)), ...rest];
  }
  const last = records.at(-1);
  if (pending.length === 0 && last !== undefined) keepPosition(cloud, mapping.uuid, sequenceOf(last));
}

/** One invocation; gives back what is left of its records. */
async function runOnce(run: BatchRun, given: Pending): Promise<readonly Pending[]> {
  const settings = run.mapping.stream as StreamSettings;
  const { records, attempts } = await withoutExpired(run, given, settings);
  if (records.length === 0) return [];
  const result = await invokeWithRecords(run, records);
  if (result === undefined) return [{ records, attempts }];
  const failed = failedItems(result, records.map(sequenceOf), run.mapping.reportsItemFailures);
  const first = failed === "all" ? 0 : records.findIndex((record) => failed.has(sequenceOf(record)));
  const done = first === -1 ? records : records.slice(0, first);
  const lastDone = done.at(-1);
  if (lastDone !== undefined) keepPosition(run.cloud, run.mapping.uuid, sequenceOf(lastDone));
  if (first === -1) return [];
  const left = { records: records.slice(first), attempts: first === 0 ? attempts : 0 };
  return run.isActive() ? afterFailure(run, settings, left) : [left];
}

async function afterFailure(
  run: BatchRun,
  settings: StreamSettings,
  { records, attempts }: Pending,
): Promise<readonly Pending[]> {
  if (settings.bisectsBatch && records.length > 1) {
    // As on AWS, splitting does not count as a retry.
    const middle = Math.ceil(records.length / 2);
    return [
      { records: records.slice(0, middle), attempts },
      { records: records.slice(middle), attempts },
    ];
  }
  const tried = attempts + 1;
  if (settings.maximumRetryAttempts !== -1 && tried > settings.maximumRetryAttempts) {
    await giveUp(run, records, { condition: "RetryAttemptsExhausted", invokeCount: tried });
    return [];
  }
  const delay = Math.min(firstBackOffMs * 2 ** attempts, longestBackOffMs);
  await pauseWhileActive(run.cloud, run.isActive, delay);
  return [{ records, attempts: tried }];
}

/** Gives up records that are too old by now; they are the oldest, and so the first. */
async function withoutExpired(run: BatchRun, pending: Pending, settings: StreamSettings): Promise<Pending> {
  if (settings.maximumRecordAgeSeconds === -1) return pending;
  const oldest = run.cloud.clock.now() / 1000 - settings.maximumRecordAgeSeconds;
  const isExpired = ({ dynamodb }: StreamRecord): boolean => dynamodb.ApproximateCreationDateTime < oldest;
  const expired = pending.records.filter(isExpired);
  if (expired.length === 0) return pending;
  await giveUp(run, expired, { condition: "RecordAgeExceeded", invokeCount: pending.attempts });
  return { ...pending, records: pending.records.filter((record) => !isExpired(record)) };
}

async function giveUp(
  run: BatchRun,
  records: readonly StreamRecord[],
  reason: Parameters<typeof discardRecords>[2],
): Promise<void> {
  await discardRecords(run, records, reason);
  const last = records.at(-1);
  if (last !== undefined) keepPosition(run.cloud, run.mapping.uuid, sequenceOf(last));
}
