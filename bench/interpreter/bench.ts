import { execFileSync } from "node:child_process";
import path from "node:path";
import { atLeast, atMost, type BenchRow, median } from "../row.ts";
import { type Runner, runOurs, runPeer, runPlain } from "./run-workload.ts";
import type { Workload } from "./workload.ts";
import { mapItems, workloads } from "./workloads.ts";

// How fast the interpreter is beside a peer, which knows JSONPath only, and beside the same work as plain TypeScript. Ours
// runs machines of type Express with the history in memory; every machine is loaded once, tasks run in the process.

const rounds = 5;
const leastMilliseconds = 250;

const peerName = "aws-local-stepfunctions";
const plainName = "plain TypeScript";

/** Rates per second, the time per item of a Map, and the memory of executions that wait. */
export async function interpreter(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const workload of workloads) rows.push(...(await compare(workload)));
  rows.push(await comparePerItem("JSONPath"), await comparePerItem("JSONata"), parkedExecutions(10_000));
  return rows;
}

async function compare(workload: Workload): Promise<readonly BenchRow[]> {
  const { name, unit } = workload;
  const [jsonPath, jsonata, peer, plain] = await measure([
    { run: runOurs(workload, workload.jsonPath), count: workload.count },
    { run: runOurs(workload, workload.jsonata), count: workload.count },
    { run: runPeer(workload), count: workload.count },
    { run: runPlain(workload), count: workload.count },
  ]);
  const row = (label: string, ours: readonly number[], anchor: readonly number[], anchorName: string, goal: number) =>
    ratioRow(atLeast, goal, { metric: `${name}, ${label}, ${unit}/s`, ours, anchor, anchorName });
  return [
    row("JSONPath", jsonPath!, peer!, peerName, 8),
    row("JSONPath", jsonPath!, plain!, plainName, 0.02),
    row("JSONata", jsonata!, jsonPath!, "ours in JSONPath", 0.5),
    row("JSONata", jsonata!, plain!, plainName, 0.02),
  ];
}

/** Whether a Map of many items costs more for each than one of few. */
async function comparePerItem(language: "JSONPath" | "JSONata"): Promise<BenchRow> {
  const machineOf = (workload: Workload) => (language === "JSONata" ? workload.jsonata : workload.jsonPath);
  const [many, few] = [mapItems(10_000), mapItems(100)];
  const runFew = runOurs(few, machineOf(few));
  const [ours, anchor] = await measure([
    { run: runOurs(many, machineOf(many)), count: many.count },
    // As many items in all, so that both take equally long.
    { run: () => repeat(runFew, many.count / few.count), count: many.count },
  ]);
  const microseconds = (rates: readonly number[]): readonly number[] => rates.map((rate) => 1e6 / rate);
  const metric = `Map, ${language}, µs per item of 10,000`;
  return ratioRow(atMost, 1.5, {
    metric,
    ours: microseconds(ours!),
    anchor: microseconds(anchor!),
    anchorName: "of 100",
  });
}

async function repeat(run: Runner, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await run();
}

interface Measured {
  readonly run: Runner;
  readonly count: number;
}

/** Rates per second of each, one per round; in each round they take turns, so that a busy machine is busy for all. */
async function measure(all: readonly Measured[]): Promise<readonly (readonly number[])[]> {
  const rates: number[][] = all.map(() => []);
  for (let round = -1; round < rounds; round++) {
    for (const [index, { run, count }] of all.entries()) {
      const rate = await rateOf(run, count);
      // The first round warms up.
      if (round >= 0) rates[index]!.push(rate);
    }
  }
  return rates;
}

/** Again and again for a while: a single short run is at the mercy of whatever else the machine does. */
async function rateOf(run: Runner, count: number): Promise<number> {
  const begin = performance.now();
  let [done, milliseconds] = [0, 0];
  while (milliseconds < leastMilliseconds) {
    await run();
    done += count;
    milliseconds = performance.now() - begin;
  }
  return (done / milliseconds) * 1000;
}

/** The medians, and the median of the rounds' ratios. */
function ratioRow(judge: typeof atLeast, bound: number, { metric, ours, anchor, anchorName }: Ratio): BenchRow {
  const ratio = median(ours.map((value, round) => value / anchor[round]!));
  const judged = judge(bound, { metric, ours: ratio, anchor: 1, anchorName });
  return { ...judged, ours: Math.round(median(ours) * 10) / 10, anchor: Math.round(median(anchor) * 10) / 10 };
}

interface Ratio {
  readonly metric: string;
  readonly ours: readonly number[];
  readonly anchor: readonly number[];
  readonly anchorName: string;
}

const mostMegabytes = 60;

function parkedExecutions(count: number): BenchRow {
  const script = path.join(import.meta.dirname, "park.ts");
  const printed = execFileSync(process.execPath, ["--expose-gc", script, String(count)], { encoding: "utf8" });
  const { idle, parked } = JSON.parse(printed) as { readonly idle: number; readonly parked: number };
  return {
    metric: `${count.toLocaleString("en")} parked executions, MB above the idle process`,
    ours: parked,
    anchor: idle,
    anchorName: "MB idle",
    ratio: parked / idle,
    goal: `≤ ${mostMegabytes} MB`,
    met: parked <= mostMegabytes,
  };
}
