import { describe, expect, it } from "vitest";
import type { CsvDelimiter } from "#asl";
import { parseItems, TaskFailure } from "#interpreter";

const rows = (
  text: string,
  more: { readonly csvHeaders?: readonly string[]; readonly csvDelimiter?: CsvDelimiter } = {},
) => parseItems(text, { inputType: "CSV", csvDelimiter: "COMMA", maxItems: 0, ...more });

describe("the rows of a CSV file", () => {
  it("are objects of texts, named by the first line", () => {
    expect(rows("id,total\n1,2.50\n2,\n")).toEqual([
      { id: "1", total: "2.50" },
      { id: "2", total: "" },
    ]);
  });

  it("are named by given headers, and then the first line is one of them", () => {
    expect(rows("1,2\n3,4", { csvHeaders: ["a", "b"] })).toEqual([
      { a: "1", b: "2" },
      { a: "3", b: "4" },
    ]);
  });

  it("have an empty text for what is missing, and nothing for what is too much", () => {
    expect(rows("a,b\n1\n,,,\n   \n1,2,3")).toEqual([
      { a: "1", b: "" },
      { a: "", b: "" },
      { a: "   ", b: "" },
      { a: "1", b: "2" },
    ]);
  });

  it("may hold delimiters, line ends and quotes in quotes", () => {
    expect(rows('a,b\r\n"x, y","two\nlines"\r\n"say ""hi""",o"k\r\n"",z')).toEqual([
      { a: "x, y", b: "two\nlines" },
      { a: 'say "hi"', b: 'o"k' },
      { a: "", b: "z" },
    ]);
  });

  it("may escape with a backslash, which is gone before anything else", () => {
    expect(rows("a,b\nC:\\\\dir,x\\,y\n\\n,\\é")).toEqual([
      { a: "C:\\dir", b: "x,y" },
      { a: "n", b: "é" },
    ]);
  });

  it("may have another delimiter", () => {
    expect(rows("a|b\n1,5|2", { csvDelimiter: "PIPE" })).toEqual([{ a: "1,5", b: "2" }]);
    expect(rows("a\tb\n1 5\t2", { csvDelimiter: "TAB" })).toEqual([{ a: "1 5", b: "2" }]);
  });

  it("are none in a file that is empty or has a header only", () => {
    expect(rows("")).toEqual([]);
    expect(rows("a,b\n")).toEqual([]);
  });
});

describe("the items of a JSON file", () => {
  const read = (text: string, maxItems = 0) => parseItems(text, { inputType: "JSON", csvDelimiter: "COMMA", maxItems });

  it("are the elements of its array, up to the limit", () => {
    expect(read('[1, [2], {"c": null}]')).toEqual([1, [2], { c: null }]);
    expect(read("[1, 2, 3]", 2)).toEqual([1, 2]);
    expect(read("[]")).toEqual([]);
  });

  it.each([
    ['{"a": 1}', 0, "Attempting to map over non-iterable node."],
    ["[1", 0, "The file is not valid JSON"],
    ["[1]", -1, "field MaxItems must be positive"],
  ])("rejects %s with the limit %s", (text, maxItems, cause) => {
    const failure = failureOf(() => read(text, maxItems));
    expect(failure.error).toBe("States.ItemReaderFailed");
    expect(failure.cause).toContain(cause);
  });
});

it("reads the lines of a JSON Lines file, and says which is none", () => {
  const read = (text: string) => parseItems(text, { inputType: "JSONL", csvDelimiter: "COMMA", maxItems: 0 });
  expect(read('{"a":1}\r\n\n[2]\n"drei"')).toEqual([{ a: 1 }, [2], "drei"]);
  expect(failureOf(() => read("1\n{\n3")).cause).toContain("Line 2 of the file is not valid JSON");
});

function failureOf(work: () => unknown): TaskFailure {
  try {
    work();
  } catch (error) {
    if (error instanceof TaskFailure) return error;
  }
  throw new Error("nothing failed");
}
