import { describe, expect, it } from "vitest";
import type { CsvDelimiter } from "#asl";
import { TaskFailure } from "#interpreter";
import { parseItems } from "../../../src/interpreter/map-run/parse-items.ts";

const rows = (
  text: string,
  more: { readonly csvHeaders?: readonly string[]; readonly csvDelimiter?: CsvDelimiter } = {},
) => parseItems(text, "CSV", { csvDelimiter: "COMMA", maxItems: 0, ...more });

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
  const read = (text: string, itemsPointer?: string) =>
    parseItems(text, "JSON", {
      csvDelimiter: "COMMA",
      maxItems: 0,
      ...(itemsPointer === undefined ? {} : { itemsPointer }),
    });

  it("are the elements of its array", () => {
    expect(read('[1, [2], {"c": null}]')).toEqual([1, [2], { c: null }]);
    expect(read("[]")).toEqual([]);
  });

  it("are those of the array that a pointer leads to", () => {
    expect(read('{"data":{"a/b":[1,2]}}', "/data/a~1b")).toEqual([1, 2]);
    expect(read("[[1],[2,3]]", "/1")).toEqual([2, 3]);
    expect(read("[1]", "")).toEqual([1]);
  });

  it.each([
    ['{"a": 1}', undefined, "Attempting to map over non-iterable node."],
    ["[1", undefined, "The file is not valid JSON"],
    ['{"a": [1]}', "/b", "The ItemsPointer '/b' leads to nothing in the file."],
    ["[[1]]", "/length", "leads to nothing"],
    ['{"a": [1]}', "a", "must begin with '/'"],
    ['{"a": {"b": 1}}', "/a", "Attempting to map over non-iterable node."],
  ])("rejects %s with the pointer %s", (text, pointer, cause) => {
    const failure = failureOf(() => read(text, pointer));
    expect(failure.error).toBe("States.ItemReaderFailed");
    expect(failure.cause).toContain(cause);
  });
});

it("reads the lines of a JSON Lines file, and says which is none", () => {
  const read = (text: string) => parseItems(text, "JSONL", { csvDelimiter: "COMMA", maxItems: 0 });
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
