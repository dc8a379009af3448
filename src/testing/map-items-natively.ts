import type { MapItemsCall } from "#authoring";

/** The most iterations that an inline Map runs at once. */
const inlineConcurrency = 40;

/** Does what the Map state of a compiled `mapItems` does: as many callbacks at once as allowed, results in order. */
export async function mapItemsNatively({ items, options, callback }: MapItemsCall): Promise<unknown> {
  const inputs = options.batchSize === undefined ? items.map((item, index) => [item, index]) : batches(items, options);
  return runAtMost(options.concurrency ?? inlineConcurrency, inputs, (input) => callback(...(input as never)));
}

function batches(items: readonly unknown[], { batchSize = 1 }: MapItemsCall["options"]): readonly [unknown[]][] {
  const starts = Array.from({ length: Math.ceil(items.length / batchSize) }, (_, number) => number * batchSize);
  return starts.map((start) => [items.slice(start, start + batchSize)]);
}

/** The first failure rejects at once; what is under way goes on, and nothing further is started. */
async function runAtMost<Input>(
  limit: number,
  inputs: readonly Input[],
  run: (input: Input) => Promise<unknown>,
): Promise<readonly unknown[]> {
  const results: unknown[] = [];
  const waiting = inputs.entries();
  let hasFailed = false;
  const worker = async (): Promise<void> => {
    for (const [index, input] of waiting) {
      if (hasFailed) return;
      try {
        results[index] = await run(input);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, inputs.length) }, worker));
  return results;
}
