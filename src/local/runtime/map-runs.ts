import type { Json } from "#asl";
import { childIdentity, exceedsTolerance, resultOfChild, thresholdExceeded } from "#interpreter";
import type { ExecutionEvent } from "#interpreter";
import { authorize } from "../iam/authorize.ts";
import type { Cloud } from "../service.ts";
import { childResults } from "./child-results.ts";
import { identityOf, principalOf } from "./execution-row.ts";
import type { ExecutionRow, NewExecution } from "./execution-row.ts";
import type { ExecutionStore } from "./execution-store.ts";
import type { ChildCount, ChildRow, ChildStatus, MapRunRow } from "./map-run-row.ts";
import type { MapRunStore } from "./map-run-store.ts";

// How a map run stands is in the store alone: whatever happened, `settle` looks there and does what is next. So a process
// that was killed goes on by settling every map run that was not over.

export interface MapRuns {
  /** Starts the children that may run now, or ends the map run; stops the children of one that is over. */
  readonly settle: (runId: number) => void;
  /** Settles what was under way when the process ended. */
  readonly resume: () => void;
  /** Starts nothing any more. */
  readonly close: () => void;
}

export interface MapRunsOptions {
  readonly cloud: Cloud;
  readonly store: ExecutionStore;
  readonly mapRuns: MapRunStore;
  readonly start: (execution: NewExecution) => Promise<ExecutionRow>;
  readonly stop: (executionId: number) => void;
  /** Lets a child go on that ended without success; resolves once that is committed. */
  readonly redrive: (executionId: number) => Promise<void>;
  readonly report: (executionId: number, event: ExecutionEvent) => void;
}

// AWS: "up to 10,000 parallel child workflow executions".
const mostChildren = 10_000;
const retryAfterMs = 1_000;

export function createMapRuns({ cloud, store, mapRuns, start, stop, redrive, report }: MapRunsOptions): MapRuns {
  /** Children whose start is not committed yet, by map run. */
  const starting = new Map<number, Set<number>>();
  /** Map runs whose end was reported, until it is committed. */
  const reported = new Set<number>();
  let isClosed = false;

  const end = ({ id, executionId, mapRunId }: MapRunRow, outcome: Outcome): void => {
    reported.add(id);
    const at = cloud.clock.now();
    report(
      executionId,
      "failure" in outcome
        ? { type: "MapRunFailed", at, mapRunId, ...outcome.failure }
        : { type: "MapRunSucceeded", at, mapRunId, results: outcome.results },
    );
  };

  const begin = async (parent: ExecutionRow, run: MapRunRow, child: ChildRow): Promise<void> => {
    const { executionId, status } = child;
    // AWS: Express children "are started using the StartExecution API action", Standard ones redriven.
    if (status === "PENDING" || run.executionType === "EXPRESS" || executionId === undefined) {
      await start(childExecution(parent, run, child));
      return;
    }
    if (store.isKept(executionId)) await redrive(executionId);
    if (mapRuns.statusOfChild(executionId) === "PENDING_REDRIVE") mapRuns.giveUpRedrive(executionId);
  };

  const startChild = (parent: ExecutionRow, run: MapRunRow, child: ChildRow): void => {
    const underWay = starting.get(run.id) ?? new Set();
    starting.set(run.id, underWay.add(child.position));
    begin(parent, run, child)
      .catch((error: unknown) => {
        cloud.log(`states: a child of ${run.arn} could not be started: ${String(error)}`);
        cloud.clock.at(cloud.clock.now() + retryAfterMs, () => settle(run.id));
      })
      .finally(() => {
        underWay.delete(child.position);
        const isLast = underWay.size === 0;
        if (isLast) starting.delete(run.id);
        // The map run may have ended while this child was on its way; or this child, whose place was not free yet when it did.
        if (!isClosed && (isLast || mapRuns.findById(run.id)?.status !== "RUNNING")) settle(run.id);
      });
  };

  const settle = (runId: number): void => {
    const run = isClosed ? undefined : mapRuns.findById(runId);
    if (run === undefined) return;
    if (run.status !== "RUNNING") {
      reported.delete(runId);
      for (const executionId of mapRuns.runningIdsOf(runId)) stop(executionId);
      return;
    }
    const parent = store.findById(run.executionId);
    if (reported.has(runId) || parent === undefined) return;
    const results = (): readonly Json[] => childResults(run, parent, { store, mapRuns }).map(resultOfChild);
    const outcome = outcomeOf(cloud, { run, parent, counts: mapRuns.countsOf(runId) }, results);
    if (outcome !== undefined) return end(run, outcome);
    const underWay = starting.get(runId) ?? new Set<number>();
    const isIdle = ({ position }: ChildRow): boolean => !underWay.has(position);
    const running = mapRuns.countsOf(runId).get("RUNNING")?.children ?? 0;
    const places = (run.maxConcurrency === 0 ? mostChildren : run.maxConcurrency) - running - underWay.size;
    const pending = places > 0 ? mapRuns.pendingOf(runId, places + underWay.size).filter(isIdle) : [];
    for (const child of pending.slice(0, places)) startChild(parent, run, child);
  };

  return {
    settle,
    resume() {
      for (const id of mapRuns.unsettledIds()) settle(id);
    },
    close() {
      isClosed = true;
    },
  };
}

type Outcome =
  | { readonly results: readonly Json[] }
  | { readonly failure: { readonly error: string; readonly cause: string } };

interface Standing {
  readonly run: MapRunRow;
  readonly parent: ExecutionRow;
  readonly counts: ReadonlyMap<ChildStatus, ChildCount>;
}

/** How a map run ends, if it does. */
function outcomeOf(
  cloud: Cloud,
  { run, parent, counts }: Standing,
  results: () => readonly Json[],
): Outcome | undefined {
  const items = (...statuses: readonly ChildStatus[]): number =>
    statuses.reduce((sum, status) => sum + (counts.get(status)?.items ?? 0), 0);
  const failed = items("FAILED", "TIMED_OUT", "ABORTED");
  const open = items("PENDING", "PENDING_REDRIVE", "RUNNING");
  const total = failed + open + items("SUCCEEDED");
  if (exceedsTolerance({ failed, total }, run.tolerated)) return { failure: thresholdExceeded };
  if (open === 0) return { results: results() };
  const denial = denialOf(cloud, parent) ?? redriveDenialOf(cloud, { run, parent, counts });
  return denial === undefined ? undefined : { failure: { error: "States.Permissions", cause: denial } };
}

/** A distributed Map starts its own state machine, with the right of its role. */
function denialOf(cloud: Cloud, parent: ExecutionRow): string | undefined {
  const [resource = ""] = parent.machineArn.split("/");
  return authorize(cloud, principalOf(parent), [{ action: "states:StartExecution", resource }])?.message;
}

/** AWS: to redrive a map run takes the right to `states:RedriveExecution` on the executions of its children. */
function redriveDenialOf(cloud: Cloud, { run, parent, counts }: Standing): string | undefined {
  if (run.executionType === "EXPRESS" || (counts.get("PENDING_REDRIVE")?.children ?? 0) === 0) return undefined;
  const { executionArn: resource } = childIdentity(identityOf(parent), run, { name: "*" });
  return authorize(cloud, principalOf(parent), [{ action: "states:RedriveExecution", resource }])?.message;
}

function childExecution(parent: ExecutionRow, run: MapRunRow, child: ChildRow): NewExecution {
  const identity = childIdentity(identityOf(parent), run, child);
  return {
    arn: identity.executionArn,
    name: identity.executionName,
    machineArn: identity.stateMachineArn,
    machineName: identity.stateMachineName,
    type: run.executionType,
    versionArn: undefined,
    aliasArn: undefined,
    revisionId: parent.revisionId,
    roleArn: identity.roleArn,
    logging: parent.logging,
    traceHeader: parent.traceHeader,
    input: child.input,
    definition: run.definition,
  };
}
