import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { birdstrikeRow } from "../../../functions/check-rows/row-contract.ts";
import { rowSql } from "../../../functions/check-rows/row-sql.ts";
import { identifier, literal } from "../../../functions/check-rows/sql-text.ts";

type Row = Readonly<Record<string, string>>;

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  connection = await instance.connect();
});
afterAll(() => instance.closeSync());

/** The verdict of zod: the reasons in its order. */
function reasonsByZod(row: Row): readonly string[] {
  return birdstrikeRow.safeParse(row).error?.issues.map(({ message }) => message) ?? [];
}

/** The verdict of the generated SQL. */
async function reasonsBySql(rows: readonly Row[]): Promise<readonly (readonly string[])[]> {
  const names = Object.keys(birdstrikeRow.shape);
  const values = rows.map((row, index) => `(${index}, ${names.map((name) => literal(row[name] ?? "")).join(", ")})`);
  const { rules } = rowSql(birdstrikeRow);
  const found = rules.map(({ reason, predicate }) => `CASE WHEN NOT (${predicate}) THEN ${literal(reason)} END`);
  const result = await connection.runAndReadAll(`
    SELECT to_json(list_filter([${found.join(", ")}], lambda reason: reason IS NOT NULL))::VARCHAR
    FROM (VALUES ${values.join(", ")}) AS rows (position, ${names.map(identifier).join(", ")}) ORDER BY position`);
  return result.getRows().map(([reasons]) => JSON.parse(String(reasons)) as string[]);
}

const good: Row = {
  "Airport Name": "NEW ORLEANS INTL",
  "Aircraft Make Model": "B-737-300",
  "Effect Amount of damage": "Substantial",
  "Flight Date": "1990-01-11",
  "Aircraft Airline Operator": "SOUTHWEST AIRLINES",
  "Origin State": "Louisiana",
  "Phase of flight": "Take-off run",
  "Wildlife Size": "Small",
  "Wildlife Species": "Rock pigeon",
  "Time of day": "Day",
  "Cost Other": "5",
  "Cost Repair": "7",
  "Cost Total $": "12",
  "Speed IAS in knots": "140",
};

describe("the row contract", () => {
  const cases: readonly (readonly [string, Row, readonly string[]])[] = [
    ["takes a row that keeps every rule", {}, []],
    ["takes an empty speed", { "Speed IAS in knots": "" }, []],
    ["takes a leap day", { "Flight Date": "2000-02-29" }, []],
    ["rejects a 30th of February", { "Flight Date": "2000-02-30" }, ["Flight Date is not an ISO date"]],
    ["rejects a date with a time", { "Flight Date": "2000-02-03T00:00" }, ["Flight Date is not an ISO date"]],
    ["rejects blank text as empty", { "Airport Name": " \u00a0\t" }, ["Airport Name is empty"]],
    [
      "rejects a speed of 0",
      { "Speed IAS in knots": "0" },
      ["Speed IAS in knots is neither empty nor an integer above 0"],
    ],
    [
      "rejects a damage of another case",
      { "Effect Amount of damage": "minor" },
      ["Effect Amount of damage is not one of None, Minor, Medium, Substantial"],
    ],
    ["rejects a wrong sum", { "Cost Total $": "13" }, ["Cost Total $ is not the sum of Cost Other and Cost Repair"]],
    [
      "rejects a cost that is no integer, without a word about the sum",
      { "Cost Other": "-5" },
      ["Cost Other is not an integer of 0 or more"],
    ],
    [
      "rejects with all reasons at once",
      { "Wildlife Species": "", "Cost Total $": "0", "Effect Amount of damage": "C" },
      [
        "Effect Amount of damage is not one of None, Minor, Medium, Substantial",
        "Wildlife Species is empty",
        "Cost Total $ is not the sum of Cost Other and Cost Repair",
      ],
    ],
  ];

  it.each(cases)("%s", async (_, change, reasons) => {
    const row = { ...good, ...change };
    expect(reasonsByZod(row)).toEqual(reasons);
    expect(await reasonsBySql([row])).toEqual([reasons]);
  });

  it("gives in SQL the verdict and the reasons of zod, for any row", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow(), { minLength: 1, maxLength: 25 }), async (rows) => {
        expect(await reasonsBySql(rows)).toEqual(rows.map(reasonsByZod));
      }),
      { numRuns: 40 },
    );
  });
});

/** Rows near the contract: each field is right, nearly right, or anything but a zero character, which no staged file has. */
function anyRow(): fc.Arbitrary<Row> {
  const anything = fc.string({ unit: "binary", maxLength: 6 }).map((text) => text.replaceAll("\0", ""));
  const near: Readonly<Record<string, fc.Arbitrary<string>>> = {
    text: fc.constantFrom(
      "",
      " ",
      "\t",
      "\u000b",
      "\u00a0",
      "\u2028",
      "\ufeff",
      "\u0085",
      "\u200b",
      "é",
      " x ",
      "'",
      "\n",
    ),
    damage: fc.constantFrom("None", "Minor", "Medium", "Substantial", "none", "None ", "C", "", "None\n"),
    date: fc.oneof(
      fc
        .date({ noInvalidDate: true, min: new Date("0000-01-01"), max: new Date("9999-12-31") })
        .map((date) => date.toISOString().slice(0, 10)),
      fc.constantFrom(
        "1900-02-29",
        "2000-02-29",
        "2001-02-29",
        "2000-2-3",
        "2000-01-01\n",
        " 2000-01-01",
        "2000-04-31",
        "20000-01-01",
        "٢٠٠٠-٠١-٠١",
      ),
    ),
    number: fc.oneof(
      fc.nat(12).map(String),
      fc.bigInt(0n, 10n ** 17n).map(String),
      fc.constantFrom(
        "",
        "0",
        "00",
        "007",
        "-1",
        "-0",
        "+1",
        "1.0",
        "1e3",
        " 1",
        "1\n",
        "0x1",
        "1_000",
        "٣",
        "999999999999999",
        "1000000000000000",
      ),
    ),
  };
  const column = (name: string): fc.Arbitrary<string> => {
    const edge = /^(Cost|Speed)/.test(name)
      ? near["number"]
      : name === "Flight Date"
        ? near["date"]
        : name.startsWith("Effect")
          ? near["damage"]
          : near["text"];
    return fc.oneof(
      { weight: 4, arbitrary: fc.constant(good[name] ?? "") },
      { weight: 4, arbitrary: edge ?? anything },
      { weight: 1, arbitrary: anything },
    );
  };
  return fc.record(Object.fromEntries(Object.keys(good).map((name) => [name, column(name)])));
}

describe("rowSql", () => {
  const refused: readonly (readonly [string, z.ZodType, RegExp])[] = [
    ["a number", z.number({ error: "no" }), /strings and enums, got number/],
    ["an optional field", z.string().optional(), /strings and enums, got optional/],
    ["a check without a reason", z.string().regex(/a/u), /needs an error of its own/],
    ["a length", z.string().min(1, { error: "no" }), /must be a pattern, got min_length/],
    ["a pattern that looks ahead", z.string().regex(/(?=a)/u, { error: "no" }), /does not mean the same in SQL/],
    ["a dot, which knows other line ends", z.string().regex(/a.b/u, { error: "no" }), /does not mean the same in SQL/],
    ["blanks, which are others in SQL", z.string().regex(/\S/u, { error: "no" }), /does not mean the same in SQL/],
    ["a pattern that ignores case", z.string().regex(/a/iu, { error: "no" }), /does not mean the same in SQL/],
    ["an unknown SQL type", z.string().meta({ sqlType: "FLOAT" }), /sqlType must be one of VARCHAR, BIGINT, DATE/],
  ];

  it.each(refused)("rejects %s instead of leaving it unchecked", (_, field, message) => {
    expect(() => rowSql(z.object({ field }))).toThrow(message);
  });

  it("rejects a check over columns that is no sum", () => {
    const contract = z.object({ field: z.string() }).check(z.refine(() => true, { error: "no" }));
    expect(() => rowSql(contract)).toThrow(/must be a sum/);
  });
});
