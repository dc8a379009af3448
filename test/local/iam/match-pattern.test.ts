import { describe, expect, it } from "vitest";
import { matchesAction, matchesPattern } from "../../../src/local/iam/match-pattern.ts";

describe("wildcards of policies", () => {
  it.each([
    ["*", "", true],
    ["*", "arn:aws:s3:::a/b", true],
    ["arn:aws:s3:::a/*", "arn:aws:s3:::a/", true],
    ["arn:aws:s3:::a/*", "arn:aws:s3:::a", false],
    ["arn:*:key", "arn:a:b/c:key", true],
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "a-c-b", false],
    ["?", "é", true],
    ["?", "😀", true],
    ["??", "😀", false],
    ["*?b", "😀b", true],
    ["a?", "a", false],
    ["a.b", "axb", false],
    ["[a]+(b)", "[a]+(b)", true],
    ["a", "*", false],
    ["", "", true],
    ["", "a", false],
  ])("%s and %s: %s", (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  it("comes to an end with a pattern that is made to take long", () => {
    expect(matchesPattern("*a".repeat(500), "a".repeat(2000))).toBe(true);
    expect(matchesPattern(`${"*a".repeat(500)}b`, "a".repeat(2000))).toBe(false);
  });

  it("compares actions without regard to case", () => {
    expect(matchesAction("S3:Get*", "s3:getobject")).toBe(true);
  });
});
