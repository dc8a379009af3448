import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parseParquet } from "../../../src/local/runtime/parse-parquet.ts";

it("gives the rows of a Parquet file as JSON, with nothing lost", async () => {
  const file = readFileSync(new URL("../../data/parquet/typed.parquet", import.meta.url));
  const [row, nulls] = await parseParquet(file);
  expect(row).toEqual({
    id: 1,
    large: "9007199254740993",
    ratio: 0.5,
    name: "ü",
    seen: true,
    at: "2026-01-02T03:04:05.000Z",
    day: "2026-01-02T00:00:00.000Z",
    price: 12.5,
    raw: "AP8=",
    tags: ["a", "b"],
    place: { lat: 1.5 },
  });
  expect(Object.values(nulls as object)).toEqual(Array.from({ length: 11 }, () => null));
});

it("refuses what is no such file", async () => {
  await expect(parseParquet(Buffer.from("id\n1\n"))).rejects.toMatchObject({ error: "States.ItemReaderFailed" });
});
