import type { Json } from "#asl";
import type { Batcher } from "../core/snapshot.ts";
import { utf8Length } from "../core/utf8-length.ts";

/** What one child execution is given. */
export interface ChildInput {
  readonly input: Json;
  readonly itemCount: number;
}

/** Each item by itself, or items together in `{ BatchInput, Items }` as far as the batcher's limits allow. */
export function batchItems(items: readonly Json[], batcher: Batcher | undefined): readonly ChildInput[] {
  if (batcher === undefined) return items.map((input) => ({ input, itemCount: 1 }));
  const { maxItems = Infinity, maxBytes = Infinity, input } = batcher;
  const wrap = (batch: readonly Json[]): Json => ({
    ...(input === undefined ? {} : { BatchInput: input }),
    Items: batch,
  });
  const emptyBytes = maxBytes === Infinity ? 0 : utf8Length(JSON.stringify(wrap([])));
  const batches: Json[][] = [];
  let bytes = 0;
  for (const item of items) {
    const itemBytes = maxBytes === Infinity ? 0 : utf8Length(JSON.stringify(item)) + 1;
    const current = batches.at(-1);
    // An item that is too large by itself gets a batch of its own.
    if (current === undefined || current.length >= maxItems || bytes + itemBytes > maxBytes) {
      batches.push([item]);
      bytes = emptyBytes + itemBytes;
    } else {
      current.push(item);
      bytes += itemBytes;
    }
  }
  return batches.map((batch) => ({ input: wrap(batch), itemCount: batch.length }));
}
