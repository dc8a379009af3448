import type { EvaluationReply } from "./evaluation.ts";
import type { RandomState, StateRun } from "./snapshot.ts";
import type { Work } from "./work.ts";

/** Where a piece of work began. One for all pieces of a run, written anew: most of them are never undone. */
export interface Checkpoint {
  work: Work | undefined;
  /** What the reference has answered to this piece of work, in the order in which it asks. */
  readonly replies: KnownReply[];
  /** How many of the replies were taken since it was begun last. */
  taken: number;
  historyLength: number;
  effectsLength: number;
  transitions: number;
  lastEventId: number;
  lastId: number;
  random: RandomState;
  threadLastEventId: number;
  threadCurrent: StateRun | undefined;
}

interface KnownReply {
  readonly reply: EvaluationReply;
  /** The generator's state after the evaluation, which may have drawn from it. */
  readonly random: RandomState;
}

export function firstCheckpoint(random: RandomState): Checkpoint {
  return {
    work: undefined,
    replies: [],
    taken: 0,
    historyLength: 0,
    effectsLength: 0,
    transitions: 0,
    lastEventId: 0,
    lastId: 0,
    random,
    threadLastEventId: 0,
    threadCurrent: undefined,
  };
}
