import type { Json, MapState } from "#asl";
import { bindingsOf, evaluateTyped, expectType, isCount } from "../core/evaluate.ts";
import { effectiveInput, isJsonPath, jsonPathFailure, numberField, readPath } from "../core/json-path-fields.ts";
import { isList } from "../is-list.ts";
import { waiting } from "../core/progress.ts";
import type { Progress } from "../core/progress.ts";
import { currentOf } from "../core/run.ts";
import type { Run } from "../core/run.ts";
import { beginBranches, branchesOf } from "./branches.ts";

// AWS: an inline Map runs at most 40 iterations at once, whatever MaxConcurrency says; 0 means "as many as possible".
const maximumConcurrency = 40;

/** Starts as many iterations as may run at once. */
export function enterMap(run: Run, threadId: string, state: MapState): Progress {
  const items = evaluateItems(run, threadId, state);
  const limit = inlineLimit(evaluateConcurrency(run, threadId, state));
  const startedEventId = beginBranches(run, threadId, { count: items.length, items });
  if (items.length === 0) {
    run.queue.push({ kind: "join", threadId, results: [] });
    return waiting;
  }
  const atOnce = Math.min(items.length, limit);
  branchesOf(run, threadId).nextIndex = atOnce;
  for (let index = 0; index < atOnce; index++) {
    run.queue.push({ kind: "iterate", threadId, index, previousEventId: startedEventId });
  }
  return waiting;
}

export function evaluateItems(run: Run, threadId: string, state: MapState): readonly Json[] {
  if (isJsonPath(state)) return itemsAt(run, threadId, state);
  const options = { field: "Items", expected: "array", isExpected: isList };
  const { Items: template } = state;
  // The input is data: what looks like an expression in it is none.
  if (template === undefined) return expectType(run, threadId, currentOf(run, threadId).input, options);
  return evaluateTyped(run, threadId, { template, bindings: bindingsOf(run, threadId), ...options });
}

/** 0 where the state sets no limit of its own. */
export function evaluateConcurrency(run: Run, threadId: string, state: MapState): number {
  if (isJsonPath(state)) return concurrencyAt(run, threadId, state);
  return evaluateTyped(run, threadId, {
    template: state.MaxConcurrency ?? 0,
    field: "MaxConcurrency",
    bindings: bindingsOf(run, threadId),
    expected: "integer",
    isExpected: isCount,
  });
}

function inlineLimit(wanted: number): number {
  return wanted === 0 ? maximumConcurrency : Math.min(wanted, maximumConcurrency);
}

export function itemsAt(run: Run, threadId: string, state: MapState): readonly Json[] {
  const { ItemsPath: path = "$" } = state;
  const input = effectiveInput(run, threadId, state);
  const items = path === "$" ? input : readPath(run, threadId, path, input);
  if (isList(items)) return items;
  // Recorded on AWS: a path of the context object is written with one $.
  throw jsonPathFailure(run, threadId, `Reference path "${path.replace(/^\$\$/u, "$")}" must point to array.`);
}

export function concurrencyAt(run: Run, threadId: string, state: MapState): number {
  const { MaxConcurrency: value, MaxConcurrencyPath: path } = state;
  const document = effectiveInput(run, threadId, state);
  const wanted = numberField(run, threadId, { field: "MaxConcurrency", value, path, document, kind: "integer" }) ?? 0;
  if (wanted >= 0) return wanted;
  throw jsonPathFailure(run, threadId, `The MaxConcurrencyPath field must not be negative, got ${wanted}: ${path}`);
}
