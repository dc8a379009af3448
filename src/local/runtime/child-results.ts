import type { Json } from "#asl";
import { childIdentity, type MapRunResult } from "#interpreter";
import { type ExecutionRow, identityOf } from "./execution-row.ts";
import type { ExecutionStore } from "./execution-store.ts";
import type { ChildRow, MapRunRow } from "./map-run-row.ts";
import type { MapRunStore } from "./map-run-store.ts";

export interface ResultStores {
  readonly store: ExecutionStore;
  readonly mapRuns: MapRunStore;
}

/** What became of the children of a map run, in the order of their items. */
export function childResults(
  run: MapRunRow,
  parent: ExecutionRow,
  { store, mapRuns }: ResultStores,
): readonly MapRunResult[] {
  return mapRuns.childrenOf(run.id).map((child) => resultOf(child, run, parent, store));
}

function resultOf(child: ChildRow, run: MapRunRow, parent: ExecutionRow, store: ExecutionStore): MapRunResult {
  const identity = childIdentity(identityOf(parent), run, child);
  const input = JSON.parse(child.input) as Json;
  const started = child.executionId === undefined ? undefined : store.findById(child.executionId);
  if (started === undefined) return { identity, input };
  const { status, output, error, cause, startedAt, stoppedAt, redriveCount } = started;
  if (status === "RUNNING") return { identity, input, startedAt };
  const result = {
    status,
    ...(output === undefined ? {} : { output: JSON.parse(output) as Json }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
  return { identity, input, startedAt, stoppedAt, redriveCount, result };
}
