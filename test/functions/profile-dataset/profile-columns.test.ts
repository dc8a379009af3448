import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { profileColumns } from "../../../functions/profile-dataset/profile-columns.ts";
import type { ColumnProfile } from "../../../functions/profile-dataset/profile.ts";

let directory: string;
let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "it's a profile-"));
  instance = await DuckDBInstance.create(":memory:");
  connection = await instance.connect();
});
afterEach(() => {
  instance.closeSync();
  rmSync(directory, { recursive: true });
});

async function profile(select: string): Promise<readonly ColumnProfile[]> {
  const path = `${directory}/data.parquet`;
  await connection.run(`COPY (${select}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`);
  return profileColumns(connection, path);
}

/** One column of the values given as SQL. */
async function profileOne(type: string, values: string): Promise<ColumnProfile | undefined> {
  const [column] = await profile(`SELECT value::${type} AS "a ""b""" FROM (VALUES ${values}) AS rows (value)`);
  return column;
}

const binsOf = (column: ColumnProfile | undefined) =>
  column === undefined || column.type === "text"
    ? []
    : column.histogram.bins.map(({ label, rows }) => `${label}: ${rows}`);

describe("profileColumns", () => {
  it("counts the values, gaps and most frequent values of text, ties by name", async () => {
    expect(await profileOne("VARCHAR", "('y'), ('x'), (NULL), ('xx'), ('x'), ('a')")).toEqual({
      name: 'a "b"',
      type: "text",
      values: 5,
      nulls: 1,
      distinct: 4,
      top: [
        { value: "x", rows: 2 },
        { value: "a", rows: 1 },
        { value: "xx", rows: 1 },
        { value: "y", rows: 1 },
      ],
      shortest: 1,
      longest: 2,
    });
  });

  it("gives numbers their range, mean and bins of round width", async () => {
    const column = await profileOne("BIGINT", "(3), (60), (95), (NULL)");
    expect(column).toMatchObject({ type: "number", minimum: 3, maximum: 95, mean: 52.67, median: 60, nulls: 1 });
    const bins = binsOf(column);
    expect(bins).toHaveLength(20);
    expect([bins[0], bins[1], bins[12], bins[19]]).toEqual(["0–4: 1", "5–9: 0", "60–64: 1", "95–99: 1"]);
  });

  it("gives skewed numbers bins by power of ten, exact at the edges, without zero", async () => {
    const column = await profileOne("BIGINT", "(0), (0), (0), (0), (0), (9), (10), (999), (1000)");
    expect(column).toMatchObject({ histogram: { by: "width" } });
    const skewed = await profileOne("BIGINT", "(0), (0), (0), (0), (0), (9), (10), (1000), (1001)");
    expect(skewed).toMatchObject({ histogram: { by: "decade" } });
    expect(binsOf(skewed)).toEqual(["1: 1", "10: 1", "100: 0", "1000: 2"]);
  });

  it("counts negative numbers in the bin below", async () => {
    expect(binsOf(await profileOne("BIGINT", "(-3), (-1), (0), (2)"))).toEqual([
      "-3: 1",
      "-2: 0",
      "-1: 1",
      "0: 1",
      "1: 0",
      "2: 1",
    ]);
  });

  it.each([
    ["day", "('2000-02-28'), ('2000-03-01')", ["2000-02-28: 1", "2000-02-29: 0", "2000-03-01: 1"]],
    ["month", "('1999-12-31'), ('2000-02-01')", ["1999-12: 1", "2000-01: 0", "2000-02: 1"]],
    ["year", "('1999-12-31'), ('2003-01-01'), ('2003-12-31')", ["1999: 1", "2000: 0", "2001: 0", "2002: 0", "2003: 2"]],
  ])("counts dates by %s where that suits their span", async (by, values, bins) => {
    const column = await profileOne("DATE", values);
    expect(column).toMatchObject({ type: "date", histogram: { by } });
    expect(binsOf(column)).toEqual(bins);
  });

  it("profiles a file without rows", async () => {
    const columns = await profile("SELECT 'x'::VARCHAR AS a, 1::BIGINT AS b, DATE '2000-01-01' AS c WHERE false");
    expect(columns.map(({ type, values, nulls, top }) => ({ type, values, nulls, top }))).toEqual(
      ["text", "number", "date"].map((type) => ({ type, values: 0, nulls: 0, top: [] })),
    );
    expect(columns.flatMap(binsOf)).toEqual([]);
  });

  it("rejects a type that no report knows", async () => {
    await expect(profileOne("DOUBLE", "(1.5)")).rejects.toThrow(/VARCHAR, BIGINT and DATE, got DOUBLE/);
  });
});
