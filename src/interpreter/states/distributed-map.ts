import type { Json, MapState } from "#asl";
import { bindingsOf, evaluateField, evaluateTyped, isCount, isPositive } from "../core/evaluate.ts";
import type { Bindings } from "../core/evaluate.ts";
import { freshUuid } from "../core/fresh-uuid.ts";
import { isJsonPath } from "../core/json-path-fields.ts";
import { waiting } from "../core/progress.ts";
import type { Progress } from "../core/progress.ts";
import { detailedEvent } from "../core/recorded-event.ts";
import { addEffect, currentOf, freshId, record } from "../core/run.ts";
import type { Run } from "../core/run.ts";
import type { Batcher, MapRunActivity, MapRunSettings } from "../core/snapshot.ts";
import { mapRunArn } from "../map-run/arns.ts";
import type { ToleratedFailures } from "../types.ts";
import { checkPercentage, itemReading, jsonPathPreparation, writing } from "./json-path-map-run.ts";
import type { MapRunPreparation, MapRunReading } from "./json-path-map-run.ts";
import { evaluateConcurrency, evaluateItems } from "./map.ts";
import { childrenToStart } from "./map-run.ts";

// A Map whose iterations are child executions. All of its fields are evaluated when it is entered, in the state's own scope;
// only ItemSelector waits for the items.

export function enterDistributedMap(run: Run, threadId: string, state: MapState): Progress {
  const { items, reading, settings } = prepareMapRun(run, threadId, state);
  const current = currentOf(run, threadId);
  const { name } = current;
  const label = state.Label ?? freshUuid(run);
  const arn = mapRunArn(run.execution.identity, label, freshUuid(run));
  record(run, threadId, detailedEvent("MapRunStarted", { mapRunStartedEventDetails: { mapRunArn: arn } }));
  const activity: MapRunActivity = {
    kind: "mapRun",
    mapRunId: freshId(run, "mapRun"),
    mapRunArn: arn,
    label,
    settings,
  };
  current.activity = activity;
  if (reading === undefined) return childrenToStart(run, threadId, items);
  const taskId = freshId(run, "task");
  current.activity = { ...activity, taskId };
  addEffect(run, { kind: "scheduleTask", taskId, stateName: name, attempt: 0, ...reading });
  return waiting;
}

/** Recorded on AWS: where items are still to be read, their number is given as 0. */
function recordStarted(run: Run, threadId: string, items: readonly Json[]): void {
  record(run, threadId, detailedEvent("MapStateStarted", { mapStateStartedEventDetails: { length: items.length } }));
}

/** Evaluates the fields of a distributed Map, and writes that it has started. */
export function prepareMapRun(run: Run, threadId: string, state: MapState): MapRunPreparation {
  if (isJsonPath(state)) return jsonPathPreparation(run, threadId, state, recordStarted);
  const reading = evaluateReading(run, threadId, state);
  const items = reading === undefined ? evaluateItems(run, threadId, state) : [];
  const settings = evaluateSettings(run, threadId, state);
  recordStarted(run, threadId, items);
  return { items, reading, settings };
}

function evaluateReading(run: Run, threadId: string, state: MapState): MapRunReading | undefined {
  if (state.ItemReader === undefined) return undefined;
  const { Resource: resource, Arguments: template = {}, ReaderConfig: config = {} } = state.ItemReader;
  const bindings = bindingsOf(run, threadId);
  const place = evaluateField(run, threadId, template, "ItemReader/Arguments", bindings);
  const maxItems = evaluateTyped(run, threadId, {
    template: config.MaxItems ?? 0,
    field: "ItemReader/ReaderConfig/MaxItems",
    bindings,
    expected: "integer",
    isExpected: isInteger,
  });
  return { resource, arguments: place, itemReader: itemReading(config, maxItems) };
}

function evaluateSettings(run: Run, threadId: string, state: MapState): MapRunSettings {
  const bindings = bindingsOf(run, threadId);
  const maxConcurrency = evaluateConcurrency(run, threadId, state);
  const tolerated = evaluateTolerated(run, threadId, state, bindings);
  const batcher = evaluateBatcher(run, threadId, state, bindings);
  const { ResultWriter: writer } = state;
  if (writer === undefined) return { maxConcurrency, tolerated, batcher };
  const place = evaluateField(run, threadId, writer.Arguments ?? {}, "ResultWriter/Arguments", bindings);
  return { maxConcurrency, tolerated, batcher, writer: writing(writer, place) };
}

function evaluateTolerated(run: Run, threadId: string, state: MapState, bindings: Bindings): ToleratedFailures {
  const number = (template: Json, field: string, expected: string, isExpected: (value: Json) => value is number) =>
    evaluateTyped(run, threadId, { template, field, bindings, expected, isExpected });
  const { ToleratedFailureCount: count, ToleratedFailurePercentage: percentage } = state;
  const part =
    percentage === undefined
      ? undefined
      : number(percentage, "ToleratedFailurePercentage", "number", (value) => typeof value === "number");
  checkPercentage(run, threadId, part);
  return {
    ...(count === undefined ? {} : { count: number(count, "ToleratedFailureCount", "integer", isCount) }),
    ...(part === undefined ? {} : { percentage: part }),
  };
}

function evaluateBatcher(
  run: Run,
  threadId: string,
  { ItemBatcher: batcher }: MapState,
  bindings: Bindings,
): Batcher | undefined {
  if (batcher === undefined) return undefined;
  const limit = function (field: "MaxItemsPerBatch" | "MaxInputBytesPerBatch"): number | undefined {
    const template = batcher[field];
    if (template === undefined) return undefined;
    const place = `ItemBatcher/${field}`;
    return evaluateTyped(run, threadId, {
      template,
      field: place,
      bindings,
      expected: "integer",
      isExpected: isPositive,
    });
  };
  const maxItems = limit("MaxItemsPerBatch");
  const maxBytes = limit("MaxInputBytesPerBatch");
  if (batcher.BatchInput === undefined) return { maxItems, maxBytes };
  const input = evaluateField(run, threadId, batcher.BatchInput, "ItemBatcher/BatchInput", bindings);
  return { maxItems, maxBytes, input };
}

function isInteger(value: Json): value is number {
  return Number.isInteger(value);
}
