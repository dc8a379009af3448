import type { Cloud } from "../../../service.ts";
import { pauseWhileActive } from "./pause-while-active.ts";
import { readStream } from "./read-stream.ts";
import { runStreamBatch } from "./run-stream-batch.ts";
import type { SourcePoll } from "./source-poll.ts";
import type { StreamRecord } from "./stream-record.ts";

const backOffMs = 5000;

/** Gives a function the records of a stream batch by batch, in order, one at a time, until the mapping is no longer active. */
export async function pollStream(poll: SourcePoll): Promise<void> {
  const { cloud, isActive } = poll;
  while (isActive()) {
    try {
      const records = await collectBatch(poll);
      if (!isActive()) return;
      await runStreamBatch(poll.nextRun(), records);
      poll.onSuccess();
    } catch (error) {
      if (!isActive()) return;
      poll.onProblem(error);
      await pauseWhileActive(cloud, isActive, backOffMs);
    }
  }
}

/** Waits for records, up to a batch: what there is without a window, else until the batch or the window is full. */
async function collectBatch({ cloud, mapping, nextRun, isActive }: SourcePoll): Promise<readonly StreamRecord[]> {
  let until: number | undefined;
  for (;;) {
    // Before reading: what comes between the two would be slept over otherwise.
    const change = watchChange(cloud, mapping.sourceArn);
    try {
      const records = await readStream(cloud, mapping, nextRun().principal);
      if (records.length > 0) until ??= cloud.clock.now() + mapping.windowSeconds * 1000;
      const isFull = records.length >= mapping.batchSize || (until !== undefined && cloud.clock.now() >= until);
      if (!isActive() || isFull) return records;
      await change.until(until);
    } finally {
      change.cancel();
    }
  }
}

/** Watches for the next change of a stream, from now on. */
function watchChange(cloud: Cloud, arn: string) {
  const changed = Promise.withResolvers<void>();
  const unsubscribe = cloud.subscribe((topic, id) => {
    if (topic === "stream" && id === arn) changed.resolve();
  });
  return {
    cancel: unsubscribe,
    async until(time: number | undefined): Promise<void> {
      const cancel = time === undefined ? undefined : cloud.clock.at(time, changed.resolve);
      await changed.promise;
      cancel?.();
    },
  };
}
