import { execFile, execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DemoSummary } from "../../src/cli/demo/run-demo.ts";
import { projectFolder } from "../support/deployed-app.ts";
import { hasTool } from "../support/required-tool.ts";

interface IndependentCount {
  readonly rows: number;
  readonly good: number;
  readonly bad: number;
  readonly reasons: Readonly<Record<string, number>>;
}

// What a person gets who types `npm start -- --once`, held against a script that shares no code with the project.
describe.skipIf(!hasTool("python3"))("start --once", () => {
  let folder: string;
  let exitCode: number;
  let summary: DemoSummary;
  let expected: IndependentCount;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "millrace-once-"));
    const args = ["bin/millrace.js", "start", "--once", "--fresh", "--format", "json", "--port", "0", "--data", folder];
    const { stdout, code } = await promisify(execFile)(process.execPath, args, { cwd: projectFolder, timeout: 150_000 })
      .then(({ stdout }) => ({ stdout, code: 0 }))
      .catch((error: { stdout: string; code: number }) => error);
    exitCode = code;
    summary = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as DemoSummary;
    const script = join(projectFolder, "test/support/independent-count.py");
    const file = join(projectFolder, "node_modules/vega-datasets/data/birdstrikes.csv");
    expected = JSON.parse(execFileSync("python3", [script, file], { encoding: "utf8" })) as IndependentCount;
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("ends with exit code 0 and all as designed", () => {
    expect(summary.ok).toBe(true);
    expect(exitCode).toBe(0);
    expect(summary.executions.every(({ status }) => status === "SUCCEEDED")).toBe(true);
  });

  it("counts rows as the independent script does", () => {
    const [real] = summary.files;
    expect(real).toMatchObject({ status: "appended", rows: expected.rows, good: expected.good, bad: expected.bad });
    expect((real?.good ?? 0) + (real?.bad ?? 0)).toBe(real?.rows);
  });

  it("keeps each bad row with all its reasons, which the script agrees with one by one", () => {
    const [file = ""] = globSync(join(folder, "demo/quarantine/**/rejected-rows/*.csv"));
    const [, ...rows] = Papa.parse<string[]>(readFileSync(file, "utf8"), { skipEmptyLines: true }).data;
    const counts: Record<string, number> = {};
    for (const reason of rows.flatMap(([, , reasons = ""]) => reasons.split("; "))) {
      counts[reason] = (counts[reason] ?? 0) + 1;
    }
    expect(rows).toHaveLength(expected.bad);
    expect(counts).toEqual(expected.reasons);
  });

  it("writes Parquet that DuckDB reads, with every good row and none twice", async () => {
    expect(summary.parquet).toHaveLength(1);
    const connection = await (await DuckDBInstance.create()).connect();
    const reader = await connection.runAndReadAll(
      `SELECT count(*)::INTEGER AS every, count(DISTINCT t)::INTEGER AS different FROM '${summary.parquet[0]}' t`,
    );
    expect(reader.getRowObjects()).toEqual([{ every: expected.good, different: expected.good }]);
  });

  it("rejects each bad file with a reason of its own and keeps the file", () => {
    const rejected = summary.files.filter(({ status }) => status === "rejected");
    expect(rejected).toHaveLength(4);
    expect(new Set(rejected.map(({ reason }) => reason)).size).toBe(rejected.length);
    for (const { key } of rejected) {
      const [kept = ""] = globSync(join(folder, `demo/quarantine/**/rejected-files/*/${basename(key)}`));
      const original = readFileSync(join(projectFolder, "test/data/birdstrikes", basename(key)));
      expect(readFileSync(kept).equals(original)).toBe(true);
    }
  });

  it("writes a report that loads nothing from elsewhere", () => {
    const html = readFileSync(summary.report ?? "", "utf8");
    expect(html).toContain("<svg");
    expect(html).not.toMatch(/(src|href)="https?:/);
  });

  it("announces each result by an event", () => {
    expect(Object.fromEntries(summary.events.map(({ type, count }) => [type, count]))).toMatchObject({
      "dataset.appended": 1,
      "file.rejected": 4,
    });
  });
});
