import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Cloud, type Durability, startCloud } from "#local";
import { inlineCodeZip } from "../../src/local/cloudformation/resources/inline-code-zip.ts";
import { atMost, type BenchRow, median } from "../row.ts";
import { createPowerfulRole, root } from "./stand-ins.ts";

// From PutEvents to the first line of the handler of a warm function, with a hundred rules of which one takes the event.

const rules = 100;
const events = 200;
// An event now and then, as people and buckets send them: processor and disk have to wake up for it.
const pauseMs = 20;

const handler = `const { appendFileSync } = require("node:fs");
exports.handler = async ({ id }) => {
  const now = performance.timeOrigin + performance.now();
  appendFileSync(process.env.JOURNAL, id + " " + now + "\\n");
};`;

export async function eventToHandlerRows(): Promise<readonly BenchRow[]> {
  const normal = await latencies("normal");
  const full = await latencies("full");
  const row = (bound: number, metric: string, ours: number, anchor: number, anchorName: string): BenchRow =>
    atMost(bound, { metric: `event to handler, ${metric}, ms`, ours: round(ours), anchor: round(anchor), anchorName });
  return [
    row(1, "--durable normal, p50", percentile(normal, 0.5), 2, "wanted"),
    row(1, "--durable normal, p99", percentile(normal, 0.99), 15, "wanted"),
    row(2.5, "--durable full, p50", percentile(full, 0.5), await syncPairMs(), "two writes with fsync"),
  ];
}

const round = (milliseconds: number): number => Math.round(milliseconds * 100) / 100;

function percentile(values: readonly number[], part: number): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length * part)]!;
}

async function latencies(durability: Durability): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), "millrace-bench-"));
  const journal = join(folder, "journal.txt");
  writeFileSync(journal, "");
  const { cloud, close } = await startCloud({
    dataFolder: join(folder, "data"),
    port: 0,
    durability,
    log: () => undefined,
  });
  try {
    await deploy(cloud, journal);
    const sent = new Map<string, number>();
    // The first ones meet a cold function, and code that is not compiled yet.
    for (let sequence = -events; sequence < events; sequence += 1) {
      const at = performance.timeOrigin + performance.now();
      const entry = { Source: "bench.0", DetailType: "happened", Detail: JSON.stringify({ sequence }) };
      const { Entries } = await cloud.call<{ Entries: { EventId: string }[] }>(
        "events",
        "PutEvents",
        { Entries: [entry] },
        root,
      );
      if (sequence >= 0) sent.set(Entries[0]!.EventId, at);
      await pause(pauseMs);
    }
    await pause(1000);
    return readFileSync(journal, "utf8")
      .trim()
      .split("\n")
      .flatMap((line) => {
        const [id = "", at] = line.split(" ");
        const begun = sent.get(id);
        return begun === undefined ? [] : [Number(at) - begun];
      });
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function deploy(cloud: Cloud, journal: string): Promise<void> {
  const Role = await createPowerfulRole(cloud, "lambda.amazonaws.com", "events.amazonaws.com");
  const { FunctionArn } = await cloud.call<{ FunctionArn: string }>(
    "lambda",
    "CreateFunction",
    {
      FunctionName: "bench",
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Role,
      Code: { ZipFile: inlineCodeZip(handler) },
      Environment: { Variables: { JOURNAL: journal } },
    },
    root,
  );
  for (let rule = 0; rule < rules; rule += 1) {
    const Name = `rule-${rule}`;
    const EventPattern = JSON.stringify({ source: [`bench.${rule}`], "detail-type": [{ prefix: "happ" }] });
    await cloud.call("events", "PutRule", { Name, EventPattern }, root);
    const Targets = [{ Id: "function", Arn: FunctionArn, RoleArn: Role }];
    await cloud.call("events", "PutTargets", { Rule: Name, Targets }, root);
  }
}

/** In the rhythm of the events: a disk that has just synced syncs again in half the time. */
async function syncPairMs(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "millrace-bench-"));
  const file = openSync(join(folder, "file"), "w");
  const bytes = Buffer.alloc(8192, 1);
  const times: number[] = [];
  for (let pair = 0; pair < events; pair += 1) {
    const begin = performance.now();
    for (let write = 0; write < 2; write += 1) {
      writeSync(file, bytes);
      fsyncSync(file);
    }
    times.push(performance.now() - begin);
    await pause(pauseMs);
  }
  closeSync(file);
  rmSync(folder, { recursive: true });
  return median(times);
}
