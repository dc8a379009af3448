import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BucketList, ExecutionSummary } from "#local";
import { projectFolder } from "../support/deployed-app.ts";

const files = 16;

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly endpoint: string;
}

// What a person does who presses Ctrl+C while files are being worked on: the terminal signals the whole process group.
describe.skipIf(process.platform === "win32")("Ctrl+C under load", () => {
  let folder: string;
  let started: Started | undefined;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "millrace-ctrl-c-"));
  });

  afterAll(() => {
    if (started?.child.exitCode === null) process.kill(-(started.child.pid ?? 0), "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(): Promise<Started> {
    const child = spawn(process.execPath, ["bin/millrace.js", "start", "--port", "0", "--data", folder], {
      cwd: projectFolder,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += text.toString()));
    await expect.poll(() => output, { timeout: 120_000 }).toMatch(/Ctrl\+C stops|deployment failed/);
    expect(output).toContain("Ctrl+C stops");
    return { child, output: () => output, endpoint: /ready at (\S+)/.exec(output)?.[1] ?? "" };
  }

  async function interrupt({ child }: Started): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    process.kill(-(child.pid ?? 0), "SIGINT");
    return ended;
  }

  const read = async <Result>({ endpoint }: Started, path: string): Promise<Result> =>
    (await (await fetch(`${endpoint}/_millrace/api/${path}`)).json()) as Result;

  it("stops at once without a word of error, and the next start finishes every file", async () => {
    started = await start();
    const { buckets } = await read<BucketList>(started, "buckets");
    const landing = buckets.find(({ logicalName }) => logicalName === "landing")?.name ?? "";
    const text = readFileSync(join(projectFolder, "node_modules/vega-datasets/data/birdstrikes.csv"), "utf8");
    for (let index = 0; index < files; index += 1) {
      const body = text
        .split("\n")
        .slice(0, 100 + index)
        .join("\n");
      await fetch(`${started.endpoint}/${landing}/birdstrikes/${index}.csv`, { method: "PUT", body });
    }
    await expect
      .poll(started.output, { timeout: 60_000 })
      .toMatch(/ingest-birdstrikes {2}birdstrikes\/\d+\.csv {2}succeeded/);
    expect(await interrupt(started)).toBe(0);
    const afterwards = started.output().split("stopping").at(-1) ?? "";
    expect(afterwards.trim().split("\n")).toHaveLength(1);
    expect(started.output()).not.toMatch(/not open|\bat .*\.ts:|error|FAILED/i);

    started = await start();
    const finished = async (): Promise<Readonly<Record<string, number>>> => {
      const { executions } = await read<{ executions: readonly ExecutionSummary[] }>(started as Started, "executions");
      const counts: Record<string, number> = {};
      for (const { workflow, status } of executions) {
        counts[`${workflow} ${status}`] = (counts[`${workflow} ${status}`] ?? 0) + 1;
      }
      return counts;
    };
    await expect
      .poll(finished, { timeout: 120_000 })
      .toEqual({ "ingest-birdstrikes SUCCEEDED": files, "report-quality SUCCEEDED": files });
    expect(await interrupt(started)).toBe(0);
    expect(started.output()).not.toMatch(/not open|\bat .*\.ts:|error|FAILED/i);
  });
});
