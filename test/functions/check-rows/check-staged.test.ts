import { DuckDBInstance } from "@duckdb/node-api";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CheckedFile, checkStaged } from "../../../functions/check-rows/check-staged.ts";
import { birdstrikeRow, duplicateReason } from "../../../functions/check-rows/row-contract.ts";
import { stageRecords } from "../../../functions/check-rows/stage-records.ts";

const columns = Object.keys(birdstrikeRow.shape);
const header = columns.join(",");
const good = "NEW ORLEANS INTL,B-737,None,1990-01-11,SOUTHWEST,Louisiana,Climb,Small,Rock pigeon,Day,0,0,0,140";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "check-staged-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

interface CheckTextOptions {
  readonly names?: readonly string[];
  readonly delimiter?: string;
}

async function checkText(
  text: string,
  { names = columns, delimiter = "," }: CheckTextOptions = {},
): Promise<CheckedFile> {
  const chunks = (async function* () {
    yield text;
  })();
  const staged = await stageRecords({ text: chunks, delimiter, columns: names.length, directory });
  return checkStaged({
    contract: birdstrikeRow,
    duplicateReason,
    staged,
    columns: names,
    delimiter,
    directory,
    memoryLimitMb: 200,
  });
}

async function readParquet(path: string): Promise<readonly Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const result = await connection.runAndReadAll(`FROM read_parquet('${path}')`);
  const rows = result
    .getRowObjectsJson()
    .toSorted((left, right) => String(right["Aircraft Make Model"]).localeCompare(String(left["Aircraft Make Model"])));
  instance.closeSync();
  return rows as Record<string, unknown>[];
}

describe("checkStaged", () => {
  it("writes good rows with types, empty values as null", async () => {
    const other = good.replace("B-737", "A-320").replace("Climb", "").replace(/140$/, "");
    const checked = await checkText(`${header}\r\n${good}\r\n${other}\r\n`);
    expect(checked).toMatchObject({ rows: 2, good: 2, bad: 0, reasons: [] });
    const rows = await readParquet(checked.goodFile);
    expect(rows.map((row) => row["Aircraft Make Model"])).toEqual(["B-737", "A-320"]);
    expect(rows[0]).toMatchObject({ "Flight Date": "1990-01-11", "Cost Total $": "0", "Speed IAS in knots": "140" });
    expect(rows[1]).toMatchObject({ "Phase of flight": null, "Speed IAS in knots": null });
    expect(Object.keys(rows[0] ?? {})).toEqual(columns);
  });

  it("keeps bad rows as they came, with row, line and all reasons", async () => {
    const quoted = good
      .replace("NEW ORLEANS INTL", '"NEW ""ORLEANS"",\r\nINTL"')
      .replace("None", "C")
      .replace(/140$/, "0");
    const short = "a,b\u00e9";
    const misquoted = good.replace("Climb", '"Cl"imb');
    const checked = await checkText([header, good, quoted, "", short, misquoted, good].join("\r\n"));
    expect(checked).toMatchObject({ rows: 5, good: 1, bad: 4 });
    const damage = "Effect Amount of damage is not one of None, Minor, Medium, Substantial";
    const speed = "Speed IAS in knots is neither empty nor an integer above 0";
    const quote = "a quote is not closed, or not doubled within a quoted field";
    expect(readFileSync(checked.badFile, "utf8").split("\n")).toEqual(
      [
        `row,line,reasons,${header}`,
        `2,3,"${damage}; ${speed}",${quoted}`,
        `3,6,"fewer fields than the header",${short}`,
        `4,7,"${quote}",${misquoted}`,
        `5,8,"${duplicateReason}",${good}`,
        "",
      ].flatMap((line) => line.split("\n")),
    );
    expect(checked.reasons).toEqual(
      [quote, damage, speed, duplicateReason, "fewer fields than the header"]
        .toSorted()
        .map((reason) => ({ reason, rows: 1 })),
    );
  });

  it("rejects all but the first of equal rows, also when the first is bad for another reason", async () => {
    const bad = good.replace("None", "C");
    const checked = await checkText([header, bad, good, bad, good, `${good.replace("Day", '"Day"')}`].join("\n"));
    expect(checked).toMatchObject({ rows: 5, good: 1, bad: 4 });
    // Quotes are not part of a value: the last row equals the second.
    expect(checked.reasons).toContainEqual({ reason: duplicateReason, rows: 3 });
  });

  it("rejects rows with more fields than the header", async () => {
    const checked = await checkText(`${header}\n${good},\n`);
    expect(checked.reasons).toEqual([{ reason: "more fields than the header", rows: 1 }]);
    expect(await readParquet(checked.goodFile)).toEqual([]);
  });

  it("takes columns in any order, and passes on those that the contract does not know", async () => {
    const names = ["row", ...columns.toReversed(), 'O"dd'];
    const text = `${names.join(";")}\n${["r1", ...good.split(",").toReversed(), "x"].join(";")}\n`;
    const checked = await checkText(text, { names, delimiter: ";" });
    expect(checked).toMatchObject({ good: 1, bad: 0 });
    const [row] = await readParquet(checked.goodFile);
    expect(row).toMatchObject({ "Airport Name": "NEW ORLEANS INTL", row: "r1", 'O"dd': "x" });
    expect(Object.keys(row ?? {})).toEqual([...columns, "row", 'O"dd']);
  });
});
