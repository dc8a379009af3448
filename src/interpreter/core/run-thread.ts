import { abortActivity } from "./abort-thread.ts";
import { endThread, failThread } from "./end-thread.ts";
import { keepBranches } from "./keep-unfinished.ts";
import { performWork } from "./perform-work.ts";
import type { Progress } from "./progress.ts";
import { beginWork } from "./redo-work.ts";
import { detailedEvent } from "./recorded-event.ts";
import { currentOf, record, recordAfter, threadOf } from "./run.ts";
import type { Run } from "./run.ts";
import { StateFailure } from "./state-failure.ts";
import type { Work } from "./work.ts";

/** Does a piece of work and goes on with its thread until it waits or ends. */
export function runThread(run: Run, first: Work): void {
  let work: Work | undefined = first;
  while (work !== undefined) work = following(run, first.threadId, attempt(run, work));
}

/** What the thread does next, if it can go on. */
function following(run: Run, threadId: string, progress: Progress | undefined): Work | undefined {
  switch (progress?.kind) {
    case "enter":
      return progress;
    case "failed":
      return { kind: "recover", threadId, failure: progress.failure };
    case "end":
      endThread(run, threadId, progress.output);
      return undefined;
    default:
      return undefined;
  }
}

/** Does the work; a failure is to be retried or caught, or ends the thread (then there is no progress). */
export function attempt(run: Run, work: Work, perform = performWork): Progress | undefined {
  beginWork(run, work);
  try {
    return perform(run, work);
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    if (work.kind === "recover") return giveUp(run, work, error);
    recordEvaluationFailed(run, work.threadId, error);
    keepBranches(run, work.threadId, error, work);
    abortActivity(run, work.threadId);
    return { kind: "failed", failure: error };
  }
}

/** Nothing helps, or a catcher's own fields cannot be evaluated, which fails the state for good. */
function giveUp(
  run: Run,
  { threadId, failure }: Extract<Work, { readonly kind: "recover" }>,
  error: StateFailure,
): undefined {
  if (error !== failure) recordEvaluationFailed(run, threadId, error);
  failThread(run, threadId, error);
}

function recordEvaluationFailed(run: Run, threadId: string, failure: StateFailure): void {
  if (failure.location === undefined) return;
  const { name, enteredEventId, eventBeforeEntryId } = currentOf(run, threadId);
  const thread = threadOf(run, threadId);
  const { errorName: error, causeText: cause, location } = failure;
  const evaluationFailedEventDetails = { error, cause, location, state: name };
  const event = detailedEvent("EvaluationFailed", { evaluationFailedEventDetails });
  // Recorded on AWS: where nothing came after the entry, the event follows the one before the entry; but a Timestamp that
  // cannot be parsed, which is noticed after its evaluation, follows the entry.
  const isFirstStep = thread.lastEventId === enteredEventId && failure.location !== "Timestamp";
  if (!isFirstStep) {
    record(run, threadId, event);
    return;
  }
  thread.lastEventId = recordAfter(run, eventBeforeEntryId, event);
}
