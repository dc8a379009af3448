import type { Corpus, CorpusEvent } from "./recorded-case.ts";

// Between concurrent branches the order of events is whatever AWS did. Then ids differ too, and what counts is what follows
// what: each history is a forest that hangs together through `prev`.

interface EventTree {
  readonly payload: CorpusEvent;
  readonly children: readonly EventTree[];
}

/** Compares two histories: event by event, or where branches run at once, what follows what. */
export function compareEvents(
  expected: readonly CorpusEvent[],
  actual: readonly CorpusEvent[],
  diff: Corpus["diff"],
): string | null {
  const difference = diff(expected, actual, "events");
  if (difference === null || !expected.some(isConcurrent)) return difference;
  const hasNoIds = expected.some(({ id }) => id === 0);
  const compare = (wanted: CorpusEvent, got: CorpusEvent): boolean => diff(wanted, got, "$") === null;
  const isEqual = hasNoIds
    ? isMultiset(expected.map(payloadOf), actual.map(payloadOf), compare)
    : isMultiset(treesOf(expected), treesOf(actual), (wanted, got) => isSameTree(wanted, got, compare));
  return isEqual ? null : difference;
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
