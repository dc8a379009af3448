import { firstCheckpoint } from "./checkpoint.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { EvaluationNeeded } from "./evaluation.ts";
import type { EvaluationReply, EvaluationRequest } from "./evaluation.ts";
import { threadOf } from "./run.ts";
import type { Run } from "./run.ts";
import type { Work } from "./work.ts";

// A piece of work that meets an expression which only the reference can evaluate is undone and, with the reply at hand, done
// again. Until its last expression is evaluated, work changes nothing but what is listed here.

/** Notes that a piece of work begins here. A machine without expressions has none that is undone. */
export function beginWork(run: Run, work: Work): void {
  if (run.machine.expressions.size === 0) return;
  run.checkpoint ??= firstCheckpoint(run.execution.random);
  const { checkpoint } = run;
  // Work that is done again keeps the replies that it waited for.
  if (checkpoint.work !== work) {
    checkpoint.work = work;
    if (checkpoint.replies.length > 0) checkpoint.replies.length = 0;
  }
  checkpoint.taken = 0;
  note(run, checkpoint, work);
}

/** What the work under way has done so far is kept, whatever it still waits for. */
export function settleWork(run: Run): void {
  const { checkpoint } = run;
  if (checkpoint?.work === undefined) return;
  checkpoint.replies.length = 0;
  checkpoint.taken = 0;
  note(run, checkpoint, checkpoint.work);
}

function note(run: Run, checkpoint: Checkpoint, { threadId }: Work): void {
  const { execution } = run;
  const { lastEventId, current } = threadOf(run, threadId);
  checkpoint.lastEvent = run.lastEvent;
  checkpoint.effectsLength = run.effects.length;
  checkpoint.transitions = run.transitions;
  checkpoint.lastEventId = execution.lastEventId;
  checkpoint.lastId = execution.lastId;
  checkpoint.random = execution.random;
  checkpoint.threadLastEventId = lastEventId;
  checkpoint.threadCurrent = current;
  checkpoint.activity = current?.activity;
  checkpoint.taskToken = current?.taskToken;
}

/** Undoes the work that was interrupted and gives it back, to be done again with the reply. */
export function undoWork(run: Run, reply: EvaluationReply): Work {
  const { execution } = run;
  const checkpoint = checkpointOf(run);
  const { work, threadCurrent: current } = checkpoint;
  if (work === undefined) throw new Error("no work to do again: this is a bug in the interpreter");
  checkpoint.replies.push({ reply, random: execution.random });
  run.lastEvent = checkpoint.lastEvent;
  run.effects = run.effects.slice(0, checkpoint.effectsLength);
  run.transitions = checkpoint.transitions;
  execution.lastEventId = checkpoint.lastEventId;
  execution.lastId = checkpoint.lastId;
  execution.random = checkpoint.random;
  const thread = threadOf(run, work.threadId);
  thread.lastEventId = checkpoint.threadLastEventId;
  thread.current = current;
  if (current !== undefined) {
    current.activity = checkpoint.activity;
    current.taskToken = checkpoint.taskToken;
  }
  return work;
}

/** The reference's reply; throws `EvaluationNeeded` where it was not asked yet. */
export function replyTo(run: Run, request: EvaluationRequest): EvaluationReply {
  const checkpoint = checkpointOf(run);
  const known = checkpoint.replies[checkpoint.taken];
  if (known === undefined) throw new EvaluationNeeded(request);
  checkpoint.taken += 1;
  run.execution.random = known.random;
  return known.reply;
}

function checkpointOf({ checkpoint }: Run): Checkpoint {
  if (checkpoint === undefined) throw new Error("an expression outside of any work: this is a bug in the interpreter");
  return checkpoint;
}
