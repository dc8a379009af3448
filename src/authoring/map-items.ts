import type { BucketAccess } from "./bucket.ts";
import type { ItemSource } from "./item-source.ts";
import { runtime } from "./runtime.ts";

/** How the items of `mapItems` are worked through. Each value is a constant: it is part of the definition. */
export interface MapItemsOptions {
  /**
   * How many items, or batches, are under way at once: 1–40, distributed 1–10,000.
   *
   * @default 40; distributed 10,000
   */
  readonly concurrency?: number;
  /** Hands the callback arrays of up to this many items. @default it gets one item at a time */
  readonly batchSize?: number;
  /**
   * Where callbacks run: within the execution, or each as a child execution of its own. Items of a bucket are always distributed.
   *
   * @default "inline" for an array
   */
  readonly mode?: "inline" | "distributed";
  /** Distributed: what a child execution is. Express ones are cheaper, last up to five minutes and may run more than once. @default "STANDARD" */
  readonly executionType?: "STANDARD" | "EXPRESS";
  /** Distributed: how many items may fail; they have no result. @default none, unless a percentage says so */
  readonly toleratedFailureCount?: number;
  /** Distributed: which part of the items may fail, 0–100; they have no result. @default none, unless a count says so */
  readonly toleratedFailurePercentage?: number;
  /** Items of a bucket: how many are read at most. @default all */
  readonly maxItems?: number;
  /**
   * Distributed: where the results are written instead of being returned, which may be 256 KiB in all: `lake.write("results/*")`.
   *
   * @default they are returned
   */
  readonly results?: BucketAccess;
}

/** Options of which each key exists: without this, a misspelt one would pass for an extra member. */
type Known<Options> = Options & { readonly [Key in Exclude<keyof Options, keyof MapItemsOptions>]: never };

/** What the callback gets: an item and its index, or a batch of items. */
type CallbackInput<Item, Options> = Options extends { readonly batchSize: number }
  ? [batch: readonly Item[]]
  : [item: Item, index: number];

/** What `mapItems` gives: the results, or where they are. */
type MapItemsResult<Result, Options> = Options extends { readonly results: BucketAccess } ? WrittenResults : Result[];

/** Where a result writer put the results of a map run, with AWS's member names. */
export interface WrittenResults {
  readonly MapRunArn: string;
  /** The place of `manifest.json`, which lists the files. */
  readonly ResultWriterDetails: { readonly Bucket: string; readonly Key: string };
}

/** Where results are written: `lake.write("results/*")` stands for the prefix `results`. */
export function resultPrefix({ keyPattern }: BucketAccess): string {
  return keyPattern.replace(/\/?\*$/, "");
}

/** One call of `mapItems`, as the runtime of a native execution gets it. */
export interface MapItemsCall {
  readonly items: readonly unknown[] | ItemSource;
  readonly options: MapItemsOptions;
  readonly callback: (...input: never) => Promise<unknown>;
}

/**
 * Runs the callback for each item of an array, or of what a bucket holds, and gives the results in the order of the items.
 *
 * @example
 * const charges = await mapItems(orders, { concurrency: 5 }, async (order) => chargeCard({ orderId: order.id, amount: order.total }));
 * @example
 * await mapItems(landing.csv("orders.csv", orderRow), { batchSize: 100, results: lake.write("orders/*") }, async (rows) => checkRows({ rows }));
 */
export function mapItems<Item, Result, const Options extends MapItemsOptions>(
  items: readonly Item[] | ItemSource<Item>,
  options: Known<Options>,
  callback: (...input: CallbackInput<Item, Options>) => Promise<Result>,
): Promise<MapItemsResult<Result, Options>> {
  // The runtime gives the callback what the options say it gets.
  const run = callback as (...input: never) => Promise<unknown>;
  return runtime().mapItems({ items, options, callback: run }) as Promise<MapItemsResult<Result, Options>>;
}
