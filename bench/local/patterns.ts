import { compilePattern, createRuleIndex, flattenEvent, matchesPattern } from "../../src/local/event-patterns/index.ts";
import type { IndexedRule } from "../../src/local/event-patterns/index.ts";
import { atLeast, type BenchRow, median, shown } from "../row.ts";

// How many events a second are matched against 1,000 rules, from the text of the event to the rules that it starts. Three
// ways in which an account may come to have so many; each beside the same rules tried one after the other.

const ruleCount = 1000;
const wantedPerSecond = 15_000;

interface Workload {
  readonly name: string;
  readonly pattern: (rule: number) => object;
  readonly event: (sequence: number) => object;
}

const workloads: readonly Workload[] = [
  {
    name: "1,000 rules: 50 sources × 20 detail types",
    pattern: (rule) => ({
      source: [`app.${rule % 50}`],
      "detail-type": [`thing.${Math.floor(rule / 50)}`],
      detail: { total: [{ numeric: [">", rule % 7] }] },
    }),
    event: (sequence) =>
      envelope(`app.${sequence % 60}`, `thing.${sequence % 20}`, { total: sequence % 10, id: `o-${sequence}` }),
  },
  {
    name: "1,000 rules: keys of one bucket",
    pattern: (rule) => ({
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: { bucket: { name: ["landing"] }, object: { key: [{ wildcard: `tenant-${rule}/in/*.csv` }] } },
    }),
    event: (sequence) =>
      envelope("aws.s3", "Object Created", {
        version: "0",
        bucket: { name: "landing" },
        object: { key: `tenant-${sequence % 1100}/in/2026/${sequence}.csv`, size: sequence, etag: "d41d8cd98f00b204" },
        reason: "PutObject",
      }),
  },
  {
    name: "1,000 rules: a field that few share",
    pattern: (rule) => ({
      source: ["shop"],
      detail: { customer: { id: [rule] }, $or: [{ total: [{ numeric: [">", 5] }] }, { state: ["late"] }] },
    }),
    event: (sequence) =>
      envelope("shop", "order.placed", {
        customer: { id: sequence % 1100, country: "AT" },
        total: sequence % 10,
        state: "new",
        lines: [
          { sku: "a", count: 1 },
          { sku: "b", count: 2 },
        ],
      }),
  },
];

function envelope(source: string, detailType: string, detail: object): object {
  return {
    version: "0",
    id: "6f1c2c1e-5a0a-4d6c-9d0c-0a1b2c3d4e5f",
    "detail-type": detailType,
    source,
    account: "000000000000",
    time: "2026-01-01T00:00:00Z",
    region: "us-east-1",
    resources: [],
    detail,
  };
}

/** Events a second against the number wanted, and against trying each rule. */
export function patternRows(): readonly BenchRow[] {
  return workloads.flatMap((workload) => {
    const rules: readonly IndexedRule<number>[] = Array.from({ length: ruleCount }, (_, rule) => ({
      rule,
      pattern: compilePattern(JSON.stringify(workload.pattern(rule))),
    }));
    const index = createRuleIndex(rules);
    const events = Array.from({ length: 20_000 }, (_, sequence) => JSON.stringify(workload.event(sequence)));
    const tryEach = (text: string): number => {
      const event = flattenEvent(JSON.parse(text));
      return rules.filter(({ pattern }) => matchesPattern(pattern, event)).length;
    };
    const useIndex = (text: string): number => index.match(flattenEvent(JSON.parse(text))).length;
    const some = events.slice(0, 500);
    if (sum(some.map(useIndex)) !== sum(some.map(tryEach)))
      throw new Error(`${workload.name}: the index finds other rules`);
    const ours = eventsPerSecond(events, useIndex);
    const plain = eventsPerSecond(some, tryEach);
    const metric = `${workload.name}, events/s`;
    return [
      atLeast(1, { metric, ours, anchor: wantedPerSecond, anchorName: "wanted" }),
      shown({ metric, ours, anchor: plain, anchorName: "rule by rule" }),
    ];
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The median of five runs, after one that nobody counts. */
function eventsPerSecond(events: readonly string[], match: (event: string) => number): number {
  const rates = Array.from({ length: 6 }, () => {
    const start = performance.now();
    let matched = 0;
    for (const event of events) matched += match(event);
    if (matched < 0) throw new Error("never: keeps the loop from being dropped");
    return Math.round((events.length * 1000) / (performance.now() - start));
  });
  return median(rates.slice(1));
}
