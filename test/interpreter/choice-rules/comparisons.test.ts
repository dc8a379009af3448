import { describe, expect, it } from "vitest";
import { compareTimestamps, readTimestamp } from "../../../src/interpreter/choice-rules/compare-timestamps.ts";
import { compilePattern } from "../../../src/interpreter/choice-rules/match-pattern.ts";

describe("StringMatches", () => {
  it.each([
    ["log-*.txt", "log-1.txt", true],
    ["log-*.txt", "log-.txt", true],
    ["log-*.txt", "log-1.txt.gz", false],
    ["*", "", true],
    ["a*a", "a", false],
    ["a*b*c", "aXbXbXc", true],
    ["a*b*c", "acb", false],
    ["*b*", "abc", true],
    ["**", "x", true],
    ["foo\\*bar", "foo*bar", true],
    ["foo\\*bar", "fooXbar", false],
    ["a\\\\*", "a\\b", true],
    ["a.c", "abc", false],
    ["[a-z]+", "[a-z]+", true],
    ["*\n*", "a\nb", true],
    ["", "", true],
  ])("%j with %j: %s", (pattern, text, matches) => {
    expect(compilePattern(pattern)(text)).toBe(matches);
  });

  it("takes no time for many stars", () => {
    expect(compilePattern(`${"a*".repeat(50)}b`)("a".repeat(20_000))).toBe(false);
  });
});

describe("timestamps", () => {
  const order = (left: string, right: string): number => {
    const [one, other] = [readTimestamp(left), readTimestamp(right)];
    if (one === undefined || other === undefined) throw new Error("no timestamp");
    return Math.sign(compareTimestamps(one, other));
  };

  it.each([
    ["2024-01-01T00:00:00Z", "2024-01-01T00:00:00.000Z", 0],
    ["2024-01-01T00:00:00Z", "2024-01-01T01:00:00+01:00", 0],
    ["2024-01-01T00:00:00.0000001Z", "2024-01-01T00:00:00.0000002Z", -1],
    ["2024-01-01T00:00:00.1Z", "2024-01-01T00:00:00.09Z", 1],
    ["1969-12-31T23:59:59.9Z", "1970-01-01T00:00:00Z", -1],
  ])("%s and %s: %i", (left, right, sign) => {
    expect(order(left, right)).toBe(sign);
  });

  it("takes no time for a long fraction", () => {
    const zeros = "0".repeat(500_000);
    expect(order(`2024-01-01T00:00:00.${zeros}1Z`, `2024-01-01T00:00:00.${zeros}2Z`)).toBe(-1);
    expect(order(`2024-01-01T00:00:00.1${zeros}Z`, "2024-01-01T00:00:00.1Z")).toBe(0);
  });

  it.each(["2024-01-01", "2024-01-01T00:00:00", "2024-13-01T00:00:00Z", "2024-01-01t00:00:00z", "now"])(
    "%s is none",
    (text) => {
      expect(readTimestamp(text)).toBeUndefined();
    },
  );
});
