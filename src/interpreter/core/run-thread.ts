import { abortActivity } from "./abort-thread.ts";
import { endThread, failThread } from "./end-thread.ts";
import { handleFailure } from "./handle-failure.ts";
import { performWork } from "./perform-work.ts";
import type { Progress } from "./progress.ts";
import { currentOf, record, recordAfter, threadOf, updateThread } from "./run.ts";
import type { Run, Steps } from "./run.ts";
import { StateFailure } from "./state-failure.ts";
import type { Work } from "./work.ts";

/** Does a piece of work and goes on with its thread until it waits or ends. */
export function* runThread(run: Run, first: Work): Steps<void> {
  const { threadId } = first;
  let progress = yield* attempt(run, threadId, performWork(run, first));
  while (progress?.kind === "next") {
    const work: Work = { kind: "enter", threadId, state: progress.next, input: progress.output };
    progress = yield* attempt(run, threadId, performWork(run, work));
  }
  if (progress?.kind === "end") endThread(run, threadId, progress.output);
}

/** Does the work; a failure is retried, caught or ends the thread (then there is no progress). */
export function* attempt(run: Run, threadId: string, work: Steps<Progress>): Steps<Progress | undefined> {
  try {
    return yield* work;
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    recordEvaluationFailed(run, threadId, error);
    abortActivity(run, threadId);
    return yield* recover(run, threadId, error);
  }
}

function* recover(run: Run, threadId: string, failure: StateFailure): Steps<Progress | undefined> {
  try {
    return yield* handleFailure(run, threadId, failure);
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    // A catcher whose own fields cannot be evaluated fails the state for good.
    if (error !== failure) recordEvaluationFailed(run, threadId, error);
    failThread(run, threadId, error);
    return undefined;
  }
}

function recordEvaluationFailed(run: Run, threadId: string, failure: StateFailure): void {
  if (failure.location === undefined) return;
  const { name, enteredEventId, eventBeforeEntryId } = currentOf(run, threadId);
  const evaluationFailedEventDetails = {
    error: failure.errorName,
    cause: failure.causeText,
    location: failure.location,
    state: name,
  };
  // Recorded on AWS: where nothing came after the entry, the event follows the one before the entry; but a Timestamp that
  // cannot be parsed, which is noticed after its evaluation, follows the entry.
  const isFirstStep = threadOf(run, threadId).lastEventId === enteredEventId && failure.location !== "Timestamp";
  if (!isFirstStep) {
    record(run, threadId, "EvaluationFailed", { evaluationFailedEventDetails });
    return;
  }
  const id = recordAfter(run, eventBeforeEntryId, "EvaluationFailed", { evaluationFailedEventDetails });
  updateThread(run, threadId, { lastEventId: id });
}
