import type { Corpus, CorpusEvent } from "./recorded-case.ts";

// Between concurrent branches the order of events is whatever AWS did. Then ids differ too, and what counts is what follows
// what: each history is a forest that hangs together through `prev`.

interface EventTree {
  readonly payload: CorpusEvent;
  readonly children: readonly EventTree[];
}

/** How a history differs from the recorded one. */
export interface EventDifference {
  readonly difference: string | null;
  /** Branches ran at once, and only as a heap of events are both the same: what follows what is not. */
  readonly reordered: boolean;
}

/** Compares two histories: event by event; where branches ran at once, what follows what; at the least, which events there are. */
export function compareEvents(
  expected: readonly CorpusEvent[],
  actual: readonly CorpusEvent[],
  diff: Corpus["diff"],
): EventDifference {
  const difference = diff(expected, actual, "events");
  if (difference === null || !expected.some(isConcurrent)) return { difference, reordered: false };
  const compare = (wanted: CorpusEvent, got: CorpusEvent): boolean => diff(wanted, got, "$") === null;
  const hasNoIds = expected.some(({ id }) => id === 0);
  if (!hasNoIds && isMultiset(treesOf(expected), treesOf(actual), (one, other) => isSameTree(one, other, compare))) {
    return { difference: null, reordered: false };
  }
  // The recordings without ids also lack the event that joins the branches.
  const comparable = hasNoIds ? actual.filter(({ type }) => type !== "ParallelStateSucceeded") : actual;
  const isSame = isMultiset(expected.map(payloadOf), comparable.map(payloadOf), compare);
  return { difference: isSame ? null : difference, reordered: isSame && !hasNoIds };
}

function isConcurrent({ type }: CorpusEvent): boolean {
  return type === "ParallelStateStarted" || type === "MapStateStarted";
}

/** Without what depends on the order of events. */
function payloadOf(event: CorpusEvent): CorpusEvent {
  const text = JSON.stringify({ ...event, id: undefined, prev: undefined });
  return JSON.parse(text.replace(/entered at the event id #\d+/gu, "entered at the event id #")) as CorpusEvent;
}

function treesOf(events: readonly CorpusEvent[], after: unknown = 0): readonly EventTree[] {
  return events
    .filter(({ prev }) => prev === after)
    .map((event) => ({ payload: payloadOf(event), children: treesOf(events, event["id"]) }));
}

function isSameTree(
  wanted: EventTree,
  got: EventTree,
  compare: (wanted: CorpusEvent, got: CorpusEvent) => boolean,
): boolean {
  return (
    compare(wanted.payload, got.payload) &&
    isMultiset(wanted.children, got.children, (one, other) => isSameTree(one, other, compare))
  );
}

/** Whether each wanted element has one of its own among what was got; elements that match the same are alike, so the first will do. */
function isMultiset<Element>(
  wanted: readonly Element[],
  got: readonly Element[],
  matches: (wanted: Element, got: Element) => boolean,
): boolean {
  const rest = [...got];
  return (
    wanted.length === got.length &&
    wanted.every((element) => {
      const index = rest.findIndex((candidate) => matches(element, candidate));
      if (index >= 0) rest.splice(index, 1);
      return index >= 0;
    })
  );
}
