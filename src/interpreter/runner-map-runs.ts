import type { Json } from "#asl";
import { childIdentity } from "./map-run/arns.ts";
import { type MapRunResult, resultOfChild } from "./map-run/describe-child.ts";
import { exceedsTolerance, thresholdExceeded } from "./map-run/tolerance.ts";
import type { ExecutionIdentity, ExecutionResult, MapRunChild, StartMapRun } from "./types.ts";

// The map runs of executions in memory: which children run, which wait for their turn, and how it all ends.

export interface RunnerMapRuns {
  readonly start: (parent: string, identity: ExecutionIdentity, effect: StartMapRun) => void;
  /** Starts nothing more and aborts what runs. */
  readonly stop: (parent: string, mapRunId: string) => void;
  /** A child execution is over; other executions are not known here. */
  readonly childEnded: (key: string, result: ExecutionResult) => void;
  /** What the children gave, in the order of their items, for a result writer. */
  readonly resultsOf: (parent: string, mapRunId: string) => readonly MapRunResult[];
}

export interface RunnerMapRunOptions {
  readonly now: () => number;
  /** Starts a child execution; its key is its ARN. */
  readonly startChild: (parent: string, effect: StartMapRun, child: IdentifiedChild) => void;
  readonly abortChild: (key: string) => void;
  readonly ended: (parent: string, mapRunId: string, end: MapRunEnd) => void;
}

export type MapRunEnd =
  | { readonly results: readonly Json[] }
  | { readonly failure: { readonly error: string; readonly cause: string } };

export interface IdentifiedChild extends MapRunChild {
  readonly identity: ExecutionIdentity;
}

interface Child extends IdentifiedChild {
  startedAt?: number;
  stoppedAt?: number;
  result?: ExecutionResult;
}

interface MapRun {
  readonly parent: string;
  readonly effect: StartMapRun;
  readonly children: readonly Child[];
  readonly totalItems: number;
  /** How many children were started, how many of them are over, and how many items failed with them. */
  started: number;
  ended: number;
  failedItems: number;
  isOver: boolean;
}

export function createRunnerMapRuns(options: RunnerMapRunOptions): RunnerMapRuns {
  const runs = new Map<string, MapRun>();
  const byChild = new Map<string, { readonly run: MapRun; readonly child: Child }>();

  const close = (run: MapRun): void => {
    run.isOver = true;
    for (const { identity, startedAt, result } of run.children) {
      if (startedAt !== undefined && result === undefined) options.abortChild(identity.executionArn);
    }
  };
  const end = (run: MapRun, outcome: MapRunEnd): void => {
    close(run);
    options.ended(run.parent, run.effect.mapRunId, outcome);
  };
  const startNext = (run: MapRun): void => {
    const child = run.children[run.started++]!;
    child.startedAt = options.now();
    byChild.set(child.identity.executionArn, { run, child });
    options.startChild(run.parent, run.effect, child);
  };
  /** Ends the run if it can be ended, and starts as many children as may run beside those that do. */
  const advance = (run: MapRun): void => {
    const { effect, children } = run;
    if (exceedsTolerance({ failed: run.failedItems, total: run.totalItems }, effect.tolerated)) {
      return end(run, { failure: thresholdExceeded });
    }
    if (run.ended === children.length) return end(run, { results: children.map(resultOfChild) });
    const limit = effect.maxConcurrency === 0 ? Infinity : effect.maxConcurrency;
    while (run.started < children.length && run.started - run.ended < limit) startNext(run);
  };

  return {
    start(parent, identity, effect) {
      const children = effect.children.map((child): Child => ({
        ...child,
        identity: childIdentity(identity, effect, child),
      }));
      const totalItems = children.reduce((sum, { itemCount }) => sum + itemCount, 0);
      const counts = { totalItems, started: 0, ended: 0, failedItems: 0 };
      const run: MapRun = { parent, effect, children, ...counts, isOver: false };
      runs.set(runKey(parent, effect.mapRunId), run);
      advance(run);
    },
    stop(parent, mapRunId) {
      const run = runs.get(runKey(parent, mapRunId));
      if (run !== undefined) close(run);
    },
    childEnded(key, result) {
      const found = byChild.get(key);
      if (found === undefined) return;
      const { run, child } = found;
      Object.assign(child, { result, stoppedAt: options.now() });
      run.ended += 1;
      if (result.status !== "SUCCEEDED") run.failedItems += child.itemCount;
      if (!run.isOver) advance(run);
    },
    resultsOf: (parent, mapRunId) => runs.get(runKey(parent, mapRunId))?.children ?? [],
  };
}

function runKey(parent: string, mapRunId: string): string {
  return `${parent} ${mapRunId}`;
}
