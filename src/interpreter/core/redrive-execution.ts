import { detailedEvent } from "./recorded-event.ts";
import { addThread, copyOf, currentOf, recordAfter, rootThreadId, stateNamed, threadOf } from "./run.ts";
import type { Run, RunState } from "./run.ts";
import type { BranchesActivity, MapRunActivity, QueuedWork, Snapshot } from "./snapshot.ts";
import { startTimeout } from "./start-execution.ts";

// AWS: "Make sure your workflow execution contains less than 24,999 events to accommodate the ExecutionRedriven history event
// and at least one other history event."
const mostHistoryEvents = 24_999;

/** Whether an execution can go on from where it ended, as far as its snapshot knows. */
export function isRedrivable({ status, lastEventId, threads }: Snapshot): boolean {
  const isOver = status !== "RUNNING" && status !== "SUCCEEDED";
  return isOver && lastEventId < mostHistoryEvents && threads[rootThreadId]?.current !== undefined;
}

/** Queues the states that did not succeed, to be done again with the input that they had. */
export function redriveExecution(run: Run): void {
  const { execution } = run;
  const root = run.threads.get(rootThreadId);
  if (run.machine.type === "EXPRESS" || root === undefined) return;
  if (!isRedrivable({ ...execution, threads: { [rootThreadId]: root } })) return;
  const count = (execution.redrive?.count ?? 0) + 1;
  execution.status = "RUNNING";
  execution.redrive = { count, at: run.at };
  const event = detailedEvent("ExecutionRedriven", { executionRedrivenEventDetails: { redriveCount: count } });
  const redrivenEventId = recordAfter(run, execution.lastEventId, event);
  startTimeout(run);
  redriveThread(run, rootThreadId, redrivenEventId);
}

/** AWS: a redrive runs the states again for which "there's no <stateType>Exited event". */
function redriveThread(run: Run, threadId: string, redrivenEventId: number): void {
  const thread = threadOf(run, threadId);
  thread.lastEventId = redrivenEventId;
  const { current } = thread;
  // A thread that did not begin has its first state queued.
  if (current === undefined) return;
  const { activity, unfinished } = current;
  forgetAttempts(current);
  if (unfinished?.kind === "branches") {
    for (const inside of unfinished.threads) addThread(run, copyOf(inside));
    redriveBranches(run, threadId, redrivenEventId, unfinished);
  } else if (unfinished !== undefined) {
    redriveMapRun(run, threadId, unfinished);
  } else if (activity?.kind === "branches") {
    redriveBranches(run, threadId, redrivenEventId, { activity, queued: [] });
  } else if (activity?.kind === "mapRun" && activity.hasChildren === true) {
    redriveMapRun(run, threadId, activity);
  } else {
    redriveState(run, threadId, current);
  }
}

/** AWS: "the retry attempt count for these states is reset to 0". */
function forgetAttempts(current: RunState): void {
  current.retryCount = 0;
  current.retriesUsed = [];
  current.taskToken = undefined;
  current.unfinished = undefined;
  current.activity = undefined;
}

/** AWS: a Fail state is entered again; others go on within the entry that the history has. */
function redriveState(run: Run, threadId: string, { name, input }: RunState): void {
  run.queue.push(
    stateNamed(run, name).Type === "Fail"
      ? { kind: "enter", threadId, state: name, input }
      : { kind: "retry", threadId },
  );
}

/** Those that succeeded keep their results, the others go on, and those that did not begin do so. */
function redriveBranches(
  run: Run,
  threadId: string,
  redrivenEventId: number,
  { activity, queued }: { readonly activity: BranchesActivity; readonly queued: readonly QueuedWork[] },
): void {
  currentOf(run, threadId).activity = { ...activity, children: [...activity.children] };
  for (const child of activity.children) redriveThread(run, child, redrivenEventId);
  for (const work of queued) {
    run.queue.push(work.kind === "iterate" ? { ...work, previousEventId: redrivenEventId } : work);
  }
}

function redriveMapRun(run: Run, threadId: string, activity: MapRunActivity): void {
  currentOf(run, threadId).activity = activity;
  run.queue.push({ kind: "redriveMapRun", threadId });
}
