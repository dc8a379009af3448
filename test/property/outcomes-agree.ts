import type { Outcomes } from "./execute-both.ts";
import { canonical } from "./stand-ins.ts";

export type Agreement = "same" | "exempt" | "different";

/** Child executions, or iterations of which only some run at a time: the next one begins as soon as one has ended. */
const beginsLater = /mode: "distributed"|mapItems\(landing\.|concurrency: /;

/** Whether both ways of running agree, as DESIGN.md §8 defines it. `source` shows what runs side by side. */
export function outcomesAgree({ interpreted, native, failures, retried }: Outcomes, source: string): Agreement {
  const isParallel = /Promise\.all|mapItems/.test(source);
  const isResultSame = resultText(interpreted) === resultText(native);
  const [ours, theirs] = [interpreted.calls, native.calls].map((calls) => calls.map(canonical));
  const [sent, expected] = [interpreted.events, native.events].map((events) => events.map(canonical));
  // What is started before it is awaited comes to its end both ways, in an order that is nobody's.
  const isUnordered = isParallel || source.includes("/* started */");
  const isSame = isUnordered
    ? isResultSame && isSameMultiset(ours!, theirs!) && isSameMultiset(sent!, expected!)
    : isResultSame && isSameMultiset(ours!, theirs!) && sent!.join() === expected!.join();
  if (isSame) return "same";
  const stopped =
    failures +
    (source.includes('"stopped"') ? 1 : 0) +
    (source.includes("call(called") ? 1 : 0) +
    (source.includes("retry:") ? retried : 0);
  if (!isParallel || stopped === 0) return "different";
  // Siblings of an aborted Promise.all are exempt: they go on natively, and of several failures any may come first.
  if (stopped > 1) return "exempt";
  if (!isResultSame) return "different";
  const isLess = isPartOf(ours!, theirs!) && isPartOf(sent!, expected!);
  // Of those, either way may have started one more before another was known to have failed.
  const isMore = beginsLater.test(source) && isPartOf(theirs!, ours!) && isPartOf(expected!, sent!);
  return isLess || isMore ? "exempt" : "different";
}

function resultText({ status, output, error }: Outcomes["native"]): string {
  return canonical({ status, error, output: status === "SUCCEEDED" ? output : undefined });
}

function isSameMultiset(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.toSorted().join() === right.toSorted().join();
}

function isPartOf(some: readonly string[], all: readonly string[]): boolean {
  const left = [...all];
  return some.every((item) => {
    const position = left.indexOf(item);
    if (position >= 0) left.splice(position, 1);
    return position >= 0;
  });
}
