import { DuckDBInstance } from "@duckdb/node-api";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { checkRows } from "../../functions/check-rows/contract.ts";
import type { inspectFile } from "../../functions/inspect-file/contract.ts";
import { hasTool } from "../support/required-tool.ts";
import { type ReferenceApp, startReferenceApp } from "../support/reference-app.ts";

type Facts = z.output<typeof inspectFile.contract.output>;
type Result = z.output<typeof checkRows.contract.output>;

const realFile = "node_modules/vega-datasets/data/birdstrikes.csv";
const hasPython = hasTool("python3");
const count = (path: string) =>
  JSON.parse(execFileSync("python3", ["test/support/independent-count.py", path], { encoding: "utf8" })) as {
    rows: number;
    good: number;
    bad: number;
    reasons: Record<string, number>;
  };

let app: ReferenceApp;
const directory = mkdtempSync(join(tmpdir(), "real-file-"));
beforeAll(async () => {
  app = await startReferenceApp();
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await app.close();
});

async function check(body: Buffer): Promise<Result> {
  const { detail } = app.upload("birdstrikes/file.csv", body);
  const { key, etag } = detail.object;
  const { size: _, ...facts } = (await app.call("inspect-file", { key, etag })) as Facts;
  return (await app.call("check-rows", { dataset: "birdstrikes", key, etag, ...facts })) as Result;
}

describe("the real bird strike file", () => {
  // Said by the test's name where it is skipped.
  it.skipIf(!hasPython)(
    "is judged reason by reason as a script without our code judges it (needs python3)",
    async () => {
      const expected = count(realFile);
      const { rows, good, bad, reasons, goodKey } = await check(readFileSync(realFile));
      expect({ rows, good, bad, reasons: asRecord(reasons) }).toEqual(expected);
      expect(good + bad).toBe(rows);
      expect(Object.values(expected.reasons).every((found) => found > 0)).toBe(true);

      const parquet = join(directory, "good.parquet");
      writeFileSync(parquet, app.s3.objects.get(`lake/${goodKey}`)?.body ?? "");
      const instance = await DuckDBInstance.create(":memory:");
      const connection = await instance.connect();
      const result = await connection.runAndReadAll(`
      SELECT count(*)::INTEGER AS rows, count(*) FILTER ("Speed IAS in knots" <= 0)::INTEGER AS slow,
        count(*) FILTER ("Cost Other" + "Cost Repair" <> "Cost Total $")::INTEGER AS sums,
        count(*) FILTER ("Effect Amount of damage" NOT IN ('None', 'Minor', 'Medium', 'Substantial'))::INTEGER AS damages,
        (SELECT count(*)::INTEGER FROM (SELECT DISTINCT * FROM '${parquet}')) AS distinct_rows
      FROM '${parquet}'`);
      expect(result.getRowObjectsJson()).toEqual([{ rows: good, slow: 0, sums: 0, damages: 0, distinct_rows: good }]);
      const codecs = await connection.runAndReadAll(`SELECT DISTINCT compression FROM parquet_metadata('${parquet}')`);
      expect(codecs.getRows()).toEqual([["ZSTD"]]);
      instance.closeSync();
    },
  );

  it.skipIf(!hasPython)("is judged alike with every rule broken somewhere (needs python3)", async () => {
    const spoilt = join(directory, "spoilt.csv");
    const lines = readFileSync(realFile, "utf8").split("\r\n").slice(0, 1500);
    writeFileSync(spoilt, lines.map(spoil).join("\r\n"));
    const expected = count(spoilt);
    const { rows, good, bad, reasons } = await check(readFileSync(spoilt));
    expect({ rows, good, bad, reasons: asRecord(reasons) }).toEqual(expected);
    expect(Object.keys(expected.reasons)).toHaveLength(13);
  });

  it("comes back whole from its two parts: good rows and rejected rows", async () => {
    const { rows, good, badKey } = await check(readFileSync(realFile));
    const source = readFileSync(realFile, "utf8").split("\r\n");
    const rejected = (app.s3.objects.get(`quarantine/${badKey}`)?.body ?? "").toString().trimEnd().split("\n").slice(1);
    expect(good + rejected.length).toBe(rows);
    for (const line of rejected) {
      const [, row, lineNumber, text] = /^(\d+),(\d+),"[^"]*",(.*)$/.exec(line) ?? [];
      expect(text).toBe(source[Number(row)]);
      expect(Number(lineNumber)).toBe(Number(row) + 1);
    }
  });
});

/** Breaks each rule on some rows, several on a few. */
function spoil(line: string, index: number): string {
  if (index === 0) return line;
  const fields = line.split(",");
  const put = (every: number, column: number, value: string) => {
    if (index % every === 0) fields[column] = value;
  };
  put(41, 0, "");
  put(43, 1, "  ");
  put(47, 2, "minor");
  put(53, 3, "2001-02-29");
  put(59, 4, "");
  put(61, 5, " ");
  put(67, 8, "");
  put(71, 10, "-1");
  put(73, 11, "1.5");
  put(79, 12, "1");
  put(83, 12, "");
  put(89, 13, "fast");
  return fields.join(",");
}

function asRecord(reasons: Result["reasons"]): Record<string, number> {
  return Object.fromEntries(reasons.map(({ reason, rows }) => [reason, rows]));
}
