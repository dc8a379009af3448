import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { match } from "../../../src/cli/commands/match.ts";

let printed: string[];

beforeEach(() => {
  printed = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void printed.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
});

const pattern = `{"detail":{"state":["on"]}}`;

describe("millrace match", () => {
  it("says that an event matches", async () => {
    expect(await match(["--pattern", pattern, "--event", `{"detail":{"state":"on"}}`])).toBe(0);
    expect(printed).toEqual(["the event matches"]);
  });

  it("says which field differs and how, in each format", async () => {
    const args = ["--pattern", pattern, "--event", `{"detail":{"state":"off"}}`];
    expect(await match(args)).toBe(0);
    await match([...args, "--format", "line"]);
    await match([...args, "--format", "json"]);
    const reason = `detail.state is "off"; the pattern asks ["on"]`;
    expect(printed[0]).toBe(`the event does not match:\n  ${reason}`);
    expect(printed[1]).toBe(`no match: ${reason}`);
    expect(JSON.parse(printed[2] ?? "")).toEqual({
      matches: false,
      alternatives: 1,
      mismatches: [{ field: "detail.state", found: [`"off"`], asked: `["on"]`, reason }],
    });
  });

  it("says that the closest of several alternatives is explained", async () => {
    const either = `{"$or":[{"a":[1],"b":[1]},{"c":[1]}]}`;
    expect(await match(["--pattern", either, "--event", `{"c":2}`])).toBe(0);
    expect(printed).toEqual([
      "the event matches none of the pattern's 2 alternatives; the closest differs in:\n  c is 2; the pattern asks [1]",
    ]);
  });

  it("ends with 1 for an invalid pattern", async () => {
    expect(await match(["--pattern", `{"a":"b"}`])).toBe(1);
    expect(printed[0]).toContain(`"a" must be an object or an array`);
  });

  it("judges a file of cases, one answer a line", async () => {
    const folder = mkdtempSync(join(tmpdir(), "millrace-match-"));
    try {
      const file = join(folder, "cases.jsonl");
      writeFileSync(
        file,
        [
          `{"pattern":{"a":[1]},"event":{"a":1}}`,
          `{"pattern":{"a":[1]},"event":{"a":2}}`,
          `{"pattern":{"a":[1]}}`,
          `{"patternText":"{\\"a\\":"}`,
          "",
        ].join("\n"),
      );
      expect(await match(["--batch", file])).toBe(0);
      expect(printed.map((line) => JSON.parse(line) as unknown)).toEqual([
        { matches: true },
        { matches: false },
        { valid: true },
        { valid: false, error: expect.stringContaining("Unexpected end-of-input") },
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("rejects a missing pattern, an unreadable file and an event that is no JSON", async () => {
    await expect(match([])).rejects.toThrow("--pattern");
    await expect(match(["--pattern", "@/does/not/exist"])).rejects.toThrow("cannot read /does/not/exist");
    await expect(match(["--pattern", pattern, "--event", "{"])).rejects.toThrow("the event is not JSON");
    await expect(match(["--pattern", pattern, "--format", "xml"])).rejects.toThrow("pretty, line, json");
  });
});
