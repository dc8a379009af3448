import { errorNames } from "#asl";
import { currentOf, threadOf } from "./run.ts";
import type { Run, RunThread } from "./run.ts";
import type { QueuedWork } from "./snapshot.ts";
import type { StateFailure } from "./state-failure.ts";
import type { Work } from "./work.ts";

// A state that fails loses its branches or its map run at once. Should the execution fail with it, a redrive goes on with
// them: so a state remembers them until it is left or tried again. Nothing of this is done for states that succeed.

/** Remembers the branches of a state that fails, as they stand; the first failure counts. */
export function keepBranches(run: Run, threadId: string, failure: StateFailure, underWay?: Work): void {
  const current = currentOf(run, threadId);
  const { activity, unfinished } = current;
  if (activity?.kind !== "branches" || unfinished !== undefined || beginsAnew(run, failure.errorName)) return;
  const threads = threadsInside(run, activity.children);
  const owners = new Set([threadId, ...threads.map(({ id }) => id)]);
  // An iteration whose ItemSelector fails is no thread yet.
  const queued = [...(underWay?.kind === "iterate" ? [underWay] : []), ...run.queue].filter(
    (work): work is QueuedWork => isKept(work) && owners.has(work.threadId),
  );
  current.unfinished = {
    kind: "branches",
    activity: { ...activity, children: [...activity.children] },
    threads,
    queued,
  };
}

/** Remembers the map run of a state that fails; one that has no children begins anew. */
export function keepMapRun(run: Run, threadId: string, error: string): void {
  const current = currentOf(run, threadId);
  const { activity } = current;
  if (activity?.kind !== "mapRun" || activity.hasChildren === undefined || beginsAnew(run, error)) return;
  current.unfinished = activity;
}

/** AWS: after States.DataLimitExceeded a state "is rerun, including the branches that were successful". */
function beginsAnew({ machine }: Run, error: string | undefined): boolean {
  return machine.type === "EXPRESS" || error === errorNames.dataLimitExceeded;
}

function isKept({ kind }: Work): boolean {
  return kind === "enter" || kind === "iterate" || kind === "join";
}

function threadsInside(run: Run, children: readonly string[]): readonly RunThread[] {
  return children.flatMap((id) => {
    const thread = threadOf(run, id);
    const { current } = thread;
    return [thread, ...(current?.activity?.kind === "branches" ? threadsInside(run, current.activity.children) : [])];
  });
}
