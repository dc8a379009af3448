import type { Catcher, Retrier, State } from "#asl";
import { matchesError } from "./error-matching.ts";
import { leaveState } from "./leave-state.ts";
import { waiting } from "./progress.ts";
import type { Progress } from "./progress.ts";
import { retryDelaySeconds } from "./retry-delay.ts";
import { newEvent } from "./recorded-event.ts";
import { currentOf, drawRandom, record, startTimer, stateNamed } from "./run.ts";
import type { Run } from "./run.ts";
import type { StateFailure } from "./state-failure.ts";

const defaultMaximumAttempts = 3;

/** Retries the current state, leaves it by a catcher, or throws the failure on: then the thread has failed. */
export function handleFailure(run: Run, threadId: string, failure: StateFailure): Progress {
  const state = stateNamed(run, currentOf(run, threadId).name);
  if (run.inspection !== undefined) {
    run.inspection.failure = { error: failure.errorName, cause: failure.causeText };
  }
  if (hasErrorHandling(state) && scheduleRetry(run, threadId, state.Retry ?? [], failure)) return waiting;
  if ((state.Type === "Parallel" || state.Type === "Map") && !failure.isOwnPath) {
    record(run, threadId, newEvent(`${state.Type}StateFailed`));
  }
  const catchers: readonly Catcher[] = hasErrorHandling(state) ? (state.Catch ?? []) : [];
  const index = catchers.findIndex((catcher) => matchesError(catcher.ErrorEquals, failure));
  const catcher = catchers[index];
  if (catcher === undefined) throw failure;
  if (run.inspection !== undefined) run.inspection.error.catchIndex = index;
  const errorOutput = { Error: failure.errorName ?? null, Cause: failure.causeText ?? null };
  return leaveState(run, threadId, catcher, {
    errorOutput,
    defaultOutput: errorOutput,
    location: `Catch[${index}]`,
  });
}

type StateWithErrorHandling = Extract<State, { readonly Type: "Task" | "Parallel" | "Map" }>;

function hasErrorHandling(state: State): state is StateWithErrorHandling {
  return state.Type === "Task" || state.Type === "Parallel" || state.Type === "Map";
}

/** ASL: the first retrier that names the error decides; each counts its own attempts. */
function scheduleRetry(run: Run, threadId: string, retriers: readonly Retrier[], failure: StateFailure): boolean {
  const current = currentOf(run, threadId);
  const { retriesUsed } = current;
  const index = retriers.findIndex((retrier) => matchesError(retrier.ErrorEquals, failure));
  const retrier = retriers[index];
  if (retrier === undefined) return false;
  if (run.inspection !== undefined) run.inspection.error.retryIndex = index;
  const used = retriesUsed[index] ?? 0;
  if (used >= (retrier.MaxAttempts ?? defaultMaximumAttempts)) return false;
  const seconds = retryDelaySeconds(retrier, used, () => drawRandom(run));
  const timerId = startTimer(run, seconds);
  if (run.inspection !== undefined) run.inspection.error.retryBackoffIntervalSeconds = Math.floor(seconds);
  current.retryCount += 1;
  current.retriesUsed = retriers.map((_, position) => (retriesUsed[position] ?? 0) + (position === index ? 1 : 0));
  current.activity = { kind: "retry", timerId };
  // The next attempt begins all branches anew.
  if (current.unfinished !== undefined) current.unfinished = undefined;
  return true;
}
