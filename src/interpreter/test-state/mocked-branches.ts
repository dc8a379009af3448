import type { Json, MapState, ParallelState } from "#asl";
import { currentOf, inspect } from "../core/run.ts";
import type { Run } from "../core/run.ts";
import { leaveState } from "../core/leave-state.ts";
import type { Progress } from "../core/progress.ts";
import { selectItem } from "../core/select-item.ts";
import { StateFailure } from "../core/state-failure.ts";
import { effectiveInput, findPath, isJsonPath } from "../core/json-path-fields.ts";
import { taskInput } from "../core/task-input.ts";
import { isList } from "../is-list.ts";
import { batchItems } from "../map-run/batch-items.ts";
import { parseItems } from "../map-run/parse-items.ts";
import { itemLimit } from "../map-run/read-items.ts";
import { exceedsTolerance, thresholdExceeded } from "../map-run/tolerance.ts";
import { prepareMapRun } from "../states/distributed-map.ts";
import type { MapRunPreparation, MapRunReading } from "../states/json-path-map-run.ts";
import { evaluateConcurrency, evaluateItems } from "../states/map.ts";
import { TaskFailure } from "../task-failure.ts";
import type { Mock } from "./check-mock.ts";
import { invalidRequest } from "./refusal.ts";
import type { TestStateConfiguration } from "./types.ts";

// A Map or a Parallel under test: its own fields are evaluated, its branches never run, for the mock says what they gave.

export interface MockedBranches {
  readonly mock: Mock;
  readonly configuration: TestStateConfiguration;
}

export function performMocked(
  run: Run,
  threadId: string,
  state: MapState | ParallelState,
  { mock, configuration }: MockedBranches,
): Progress {
  if (state.Type === "Parallel") taskInput(run, threadId, state);
  else mapInputs(run, threadId, state, { mock, configuration });
  if ("failure" in mock) throw new StateFailure(mock.failure.error, mock.failure.cause);
  const { result } = mock;
  return leaveState(run, threadId, state, { result, defaultOutput: result });
}

/** Evaluates what a Map's iterations are given, and whether it tolerates as many failures as the test says. */
function mapInputs(run: Run, threadId: string, state: MapState, { mock, configuration }: MockedBranches): undefined {
  const { items, settings } = preparation(run, threadId, state, configuration);
  if (items !== undefined && isJsonPath(state) && state.ItemReader === undefined) inspect(run, "afterItemsPath", items);
  const inputs = items && iterationInputs(run, threadId, state, { items, batcher: settings.batcher });
  if (state.MaxConcurrency !== undefined || state.MaxConcurrencyPath !== undefined) {
    inspect(run, "maxConcurrency", settings.maxConcurrency);
  }
  const { count, percentage } = settings.tolerated;
  if (count !== undefined) inspect(run, "toleratedFailureCount", count);
  if (percentage !== undefined) inspect(run, "toleratedFailurePercentage", percentage);
  const mocked = "result" in mock && isList(mock.result) ? mock.result : undefined;
  const total = (inputs ?? mocked)?.length;
  const { mapIterationFailureCount: failed = 0 } = configuration;
  if (total !== undefined && failed > total) {
    throw invalidRequest("Map iteration failure count must be less than or equal to the number of Map iterations");
  }
  // A mocked error is the Map's own, however many iterations failed.
  if ("failure" in mock || !exceedsTolerance({ failed, total: total ?? failed }, settings.tolerated)) return undefined;
  throw new StateFailure(thresholdExceeded.error, thresholdExceeded.cause);
}

type Preparation = Pick<MapRunPreparation, "settings"> & {
  /** Absent where they are to be read, and the test does not say what there is to read. */
  readonly items: readonly Json[] | undefined;
};

function preparation(
  run: Run,
  threadId: string,
  state: MapState,
  { mapItemReaderData: data }: TestStateConfiguration,
): Preparation {
  if (state.ItemProcessor.ProcessorConfig?.Mode !== "DISTRIBUTED") {
    const items = evaluateItems(run, threadId, state);
    return { items, settings: { maxConcurrency: evaluateConcurrency(run, threadId, state), tolerated: {} } };
  }
  const { items, reading, settings } = prepareMapRun(run, threadId, state);
  if (reading === undefined) return { items, settings };
  if (data === undefined) return { items: itemsOfInput(run, threadId, state), settings };
  const read = readItems(data, reading);
  if (reading.itemReader.itemsPointer !== undefined) inspect(run, "afterItemsPointer", read);
  return { items: read, settings };
}

/** AWS's guide: what a reader would read may be given in the input, where ItemsPath finds it. */
function itemsOfInput(run: Run, threadId: string, state: MapState): readonly Json[] | undefined {
  const input = isJsonPath(state) ? effectiveInput(run, threadId, state) : currentOf(run, threadId).input;
  const { ItemsPath: path = "$" } = state;
  const items = path === "$" ? input : findPath(run, threadId, path, input);
  return isList(items) ? items : undefined;
}

function readItems(data: string, { itemReader }: MapRunReading): readonly Json[] {
  try {
    const { inputType = "JSON" } = itemReader;
    const limit = itemLimit(itemReader);
    // What is no text in its source, and the objects of a bucket, are given as an array of items.
    return parseItems(data, inputType === "PARQUET" ? "JSON" : inputType, itemReader).slice(0, limit);
  } catch (error) {
    if (error instanceof TaskFailure) throw new StateFailure(error.error, error.cause);
    throw error;
  }
}

function iterationInputs(
  run: Run,
  threadId: string,
  state: MapState,
  { items, batcher }: { readonly items: readonly Json[]; readonly batcher: MapRunPreparation["settings"]["batcher"] },
): readonly Json[] {
  const selected: Json[] = [];
  for (const [index, value] of items.entries()) {
    selected.push(selectItem(run, threadId, state, { index, value }));
  }
  if (state.ItemSelector !== undefined) inspect(run, "afterItemSelector", selected);
  if (batcher === undefined) return selected;
  const batches = batchItems(selected, batcher).map(({ input }) => input);
  inspect(run, "afterItemBatcher", batches);
  return batches;
}
