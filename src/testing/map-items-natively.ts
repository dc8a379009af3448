import { type MapItemsCall, resultPrefix } from "#authoring";
import {
  exceedsTolerance,
  type ItemStore,
  type MapRunResult,
  readItems,
  resultFiles,
  TaskFailure,
  thresholdExceeded,
  type ToleratedFailures,
} from "#interpreter";
import { throughJson } from "./recorder.ts";
import { readingTask } from "./stored-objects.ts";

/** The most iterations that Step Functions runs at once. */
const inlineConcurrency = 40;
const distributedConcurrency = 10_000;

export interface NativeMapItemsOptions {
  readonly itemStore: ItemStore;
  /** Does the work of an Express child execution, which has five minutes. */
  readonly runExpress: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** Does what the Map state of a compiled `mapItems` does: as many callbacks at once as allowed, results in order. */
export function createNativeMapItems({
  itemStore,
  runExpress,
}: NativeMapItemsOptions): (call: MapItemsCall) => Promise<unknown> {
  let runs = 0;
  return async (call) => {
    const { items, options, callback } = call;
    const run = (input: Input): Promise<unknown> => callback(...(input as never));
    if (Array.isArray(items) && options.mode !== "distributed") {
      return mapInline(inputsOf(items as readonly unknown[], options), options, run);
    }
    const read = await readDistributed(call, itemStore);
    const runChild: Run = options.executionType === "EXPRESS" ? (input) => runExpress(() => run(input)) : run;
    return mapDistributed(inputsOf(read, options), options, runChild, `run-${(runs += 1)}`);
  };
}

/** What a callback is called with. */
type Input = readonly [item: unknown, index?: number];
type Options = MapItemsCall["options"];
type Run = (input: Input) => Promise<unknown>;

function inputsOf(items: readonly unknown[], { batchSize }: Options): readonly Input[] {
  if (batchSize === undefined) return items.map((item, index) => [item, index]);
  const starts = Array.from({ length: Math.ceil(items.length / batchSize) }, (_, number) => number * batchSize);
  return starts.map((start) => [items.slice(start, start + batchSize)]);
}

async function readDistributed({ items, options }: MapItemsCall, store: ItemStore): Promise<readonly unknown[]> {
  // What a child execution gets has been JSON.
  if (Array.isArray(items)) return throughJson(items) as readonly unknown[];
  const source = items as Exclude<MapItemsCall["items"], readonly unknown[]>;
  try {
    return await readItems(readingTask(source, options.maxItems), store);
  } catch (error) {
    if (error instanceof TaskFailure) throw Object.assign(new Error(error.cause), { name: error.error });
    throw error;
  }
}

/** The first failure rejects at once; what is under way goes on, and nothing further is started. */
async function mapInline(inputs: readonly Input[], { concurrency }: Options, run: Run): Promise<readonly unknown[]> {
  const results: unknown[] = [];
  let hasFailed = false;
  await workThrough(inputs, concurrency ?? inlineConcurrency, async (input, index) => {
    if (hasFailed) return false;
    try {
      results[index] = await run(input);
      return true;
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  });
  return results;
}

interface Child {
  readonly input: Input;
  result?: NonNullable<MapRunResult["result"]>;
}

/** Failures count: up to a threshold they only lack a result, beyond it the whole fails under a name of its own. */
async function mapDistributed(inputs: readonly Input[], options: Options, run: Run, runId: string): Promise<unknown> {
  const children = inputs.map((input): Child => ({ input }));
  const itemsIn = (some: readonly Child[]): number =>
    some.reduce(
      (sum, { input: [item] }) => sum + (options.batchSize === undefined ? 1 : (item as unknown[]).length),
      0,
    );
  const isExceeded = (): boolean => {
    const failed = children.filter(({ result }) => result?.status === "FAILED");
    return exceedsTolerance({ failed: itemsIn(failed), total: itemsIn(children) }, toleratedBy(options));
  };
  await workThrough(children, options.concurrency ?? distributedConcurrency, async (child) => {
    if (isExceeded()) return false;
    try {
      child.result = { status: "SUCCEEDED", output: throughJson(await run(child.input)) as never };
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      child.result = { status: "FAILED", error: name, cause: message };
    }
    return true;
  });
  if (isExceeded()) throw Object.assign(new Error(thresholdExceeded.cause), { name: thresholdExceeded.error });
  if (options.results !== undefined) return writtenResults(children, options.results, runId);
  return children.flatMap(({ result }) => (result?.status === "SUCCEEDED" ? [result.output] : []));
}

function toleratedBy({
  toleratedFailureCount: count,
  toleratedFailurePercentage: percentage,
}: Options): ToleratedFailures {
  return { ...(count === undefined ? {} : { count }), ...(percentage === undefined ? {} : { percentage }) };
}

/** As compiled: no WriterConfig. */
const writtenFormat = { transformation: "NONE", outputType: "JSON" } as const;

/** Where the results would be; natively nothing is written. */
function writtenResults(children: readonly Child[], place: NonNullable<Options["results"]>, runId: string): unknown {
  const mapRunArn = `arn:aws:states:us-east-1:000000000000:mapRun:state-machine/native:${runId}`;
  const identity = { executionArn: "", executionName: "", stateMachineArn: "" };
  const results = children.map(({ input, result }): MapRunResult => ({
    identity,
    input: throughJson(input[0]) as MapRunResult["input"],
    startedAt: 0,
    result,
  }));
  return resultFiles(results, { bucket: place.bucket, prefix: resultPrefix(place), mapRunArn, format: writtenFormat })
    .output;
}

/** Takes up the next as soon as one is done; `work` says whether to go on. */
async function workThrough<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<boolean>,
): Promise<void> {
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) if (!(await work(item, index))) return;
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
