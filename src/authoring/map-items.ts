import { runtime } from "./runtime.ts";

/** How the items of `mapItems` are worked through. Each value is a constant: it is part of the definition. */
export interface MapItemsOptions {
  /** How many items, or batches, are under way at once: 1–40. @default 40, the most an inline Map runs */
  readonly concurrency?: number;
  /** Hands the callback arrays of up to this many items. @default it gets one item at a time */
  readonly batchSize?: number;
}

/** Options of which each key exists: without this, a misspelt one would pass for an extra member. */
type Known<Options> = Options & { readonly [Key in Exclude<keyof Options, keyof MapItemsOptions>]: never };

/** What the callback gets: an item and its index, or a batch of items. */
type CallbackInput<Item, Options> = Options extends { readonly batchSize: number }
  ? [batch: readonly Item[]]
  : [item: Item, index: number];

/** One call of `mapItems`, as the runtime of a native execution gets it. */
export interface MapItemsCall {
  readonly items: readonly unknown[];
  readonly options: MapItemsOptions;
  readonly callback: (...input: never) => Promise<unknown>;
}

/**
 * Runs the callback for each item, some at a time, and gives the results in the order of the items.
 *
 * Like `Promise.all(items.map(callback))`, with a limit on how many run at once, or for batches of items.
 *
 * @example
 * const charges = await mapItems(orders, { concurrency: 5 }, async (order) => chargeCard({ orderId: order.id, amount: order.total }));
 */
export function mapItems<Item, Result, const Options extends MapItemsOptions>(
  items: readonly Item[],
  options: Known<Options>,
  callback: (...input: CallbackInput<Item, Options>) => Promise<Result>,
): Promise<Result[]> {
  // The runtime gives the callback what the options say it gets.
  const run = callback as (...input: never) => Promise<unknown>;
  return runtime().mapItems({ items, options, callback: run }) as Promise<Result[]>;
}
