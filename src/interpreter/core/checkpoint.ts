import type { EvaluationReply } from "./evaluation.ts";
import type { RecordedEvent } from "./recorded-event.ts";
import type { RunState, RunThread } from "./run.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Work } from "./work.ts";

/** Where a piece of work began. One for all pieces of a run, written anew: most of them are never undone. */
export interface Checkpoint {
  work: Work | undefined;
  /** What the reference has answered to this piece of work, in the order in which it asks. */
  readonly replies: KnownReply[];
  /** How many of the replies were taken since it was begun last. */
  taken: number;
  lastEvent: RecordedEvent | undefined;
  effectsLength: number;
  transitions: number;
  lastEventId: number;
  lastId: number;
  random: Snapshot["random"];
  threadLastEventId: number;
  threadCurrent: RunThread["current"];
  /** Of the current state, what may change while it lasts and before all is evaluated. */
  activity: RunState["activity"];
  taskToken: string | undefined;
}

interface KnownReply {
  readonly reply: EvaluationReply;
  /** The generator's state after the evaluation, which may have drawn from it. */
  readonly random: Snapshot["random"];
}

export function firstCheckpoint(random: Snapshot["random"]): Checkpoint {
  return {
    work: undefined,
    replies: [],
    taken: 0,
    lastEvent: undefined,
    effectsLength: 0,
    transitions: 0,
    lastEventId: 0,
    lastId: 0,
    random,
    threadLastEventId: 0,
    threadCurrent: undefined,
    activity: undefined,
    taskToken: undefined,
  };
}
