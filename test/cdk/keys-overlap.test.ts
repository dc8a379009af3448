import { describe, expect, it } from "vitest";
import { keysOfFilter, keysOfPattern, keysOverlap } from "../../cdk/constructs/plan/keys-overlap.ts";

describe("keysOverlap", () => {
  it.each([
    ["out/*", { prefix: "in/" }, false],
    ["in/*", { prefix: "in/" }, true],
    ["*", { prefix: "in/", suffix: ".csv" }, true],
    ["in/*.csv", { prefix: "in/", suffix: ".csv" }, true],
    ["in/*.json", { prefix: "in/", suffix: ".csv" }, false],
    ["in/*.json", { prefix: "in/" }, true],
    ["in/done.csv", { suffix: ".csv" }, true],
    ["in/done", { prefix: "in/", suffix: ".csv" }, false],
    ["i", { prefix: "in/" }, false],
    ["in/*/done/*", { prefix: "in/2026/", suffix: "/done/x" }, true],
    ["out/*", {}, true],
    // A filter's `*` is an ordinary character of the key.
    ["a", { prefix: "*" }, false],
    ["a*", { prefix: "a*" }, true],
  ])("tells whether writing %s can meet %o", (pattern, filter, expected) => {
    expect(keysOverlap(keysOfPattern(pattern), keysOfFilter(filter))).toBe(expected);
    expect(keysOverlap(keysOfFilter(filter), keysOfPattern(pattern))).toBe(expected);
  });

  it("agrees with trying every short key over a small alphabet", () => {
    const keys = words(["a", "b"], 6);
    const patterns = words(["a", "b", "*"], 3).filter((text) => text !== "");
    for (const left of patterns) {
      for (const right of patterns) {
        const tried = keys.some((key) => matches(left, key) && matches(right, key));
        expect(keysOverlap(keysOfPattern(left), keysOfPattern(right)), `${left} and ${right}`).toBe(tried);
      }
    }
  });
});

function words(alphabet: readonly string[], longest: number): readonly string[] {
  if (longest === 0) return [""];
  const shorter = words(alphabet, longest - 1);
  const full = shorter.filter((word) => word.length === longest - 1);
  return [...shorter, ...full.flatMap((word) => alphabet.map((letter) => word + letter))];
}

const matches = (pattern: string, key: string): boolean => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(key);
