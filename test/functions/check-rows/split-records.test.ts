import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitRecords, type TextRecord } from "../../../functions/check-rows/split-records.ts";

async function split(chunks: readonly string[], delimiter = ","): Promise<readonly TextRecord[]> {
  const found: TextRecord[] = [];
  for await (const records of splitRecords(generate(chunks), delimiter)) found.push(...records);
  return found;
}

async function* generate(chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks;
}

const plain = (text: string, line: number, fields: number): TextRecord => ({ text, line, fields, isMisquoted: false });
const misquoted = (text: string, line: number): TextRecord => ({ text, line, fields: 0, isMisquoted: true });

describe("splitRecords", () => {
  it("takes LF, CRLF and CR as line ends, and no line end at the end of the file", async () => {
    expect(await split(["a,b\nc\r\nd,e,f\rg"])).toEqual([
      plain("a,b", 1, 2),
      plain("c", 2, 1),
      plain("d,e,f", 3, 3),
      plain("g", 4, 1),
    ]);
  });

  it("passes over blank lines and counts them", async () => {
    expect(await split(["a\n\n\r\nb\n"])).toEqual([plain("a", 1, 1), plain("b", 4, 1)]);
  });

  it("keeps delimiters, line ends and doubled quotes within quotes", async () => {
    const record = '"a,b","c\r\nd","e ""f""",g';
    expect(await split([`${record}\nh,i`])).toEqual([plain(record, 1, 4), plain("h,i", 3, 2)]);
  });

  it("takes a quote within an unquoted field as text", async () => {
    expect(await split(['5" pipe,x\ny,z\n'])).toEqual([plain('5" pipe,x', 1, 2), plain("y,z", 2, 2)]);
  });

  it("loses one line, not the rest of the file, to a quote that is never closed", async () => {
    expect(await split(['a,"b\nc,d\ne,f'])).toEqual([misquoted('a,"b', 1), plain("c,d", 2, 2), plain("e,f", 3, 2)]);
  });

  it("loses one line to a quote that is closed within a field", async () => {
    expect(await split(['"a"b,c\nd,e\n'])).toEqual([misquoted('"a"b,c', 1), plain("d,e", 2, 2)]);
  });

  it("splits by the delimiter it is given", async () => {
    expect(await split(["a;b,c;d"], ";")).toEqual([plain("a;b,c;d", 1, 3)]);
  });

  it("gives up on an open quote after a megabyte", async () => {
    const long = `"${"x".repeat(70_000)}\n`;
    const records = await split([long, ...Array.from({ length: 20 }, () => `${"y".repeat(70_000)}\n`)]);
    expect(records).toHaveLength(21);
    expect(records.map(({ isMisquoted }) => isMisquoted)).toEqual([true, ...Array.from({ length: 20 }, () => false)]);
  });

  it("finds the same records however the text is cut into chunks", async () => {
    const text = fc
      .array(fc.constantFrom("a", ",", '"', "\n", "\r", "\r\n", '""', '","'), { maxLength: 40 })
      .map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(40), { maxLength: 8 }), async (whole, cuts) => {
        const places = [
          0,
          ...cuts.map((cut) => Math.min(cut, whole.length)).toSorted((left, right) => left - right),
          whole.length,
        ];
        const chunks = places.slice(1).map((place, index) => whole.slice(places[index], place));
        expect(await split(chunks)).toEqual(await split([whole]));
      }),
    );
  });
});
