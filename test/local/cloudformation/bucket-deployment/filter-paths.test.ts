import { describe, expect, it } from "vitest";
import { pathFilter } from "../../../../src/local/cloudformation/custom-resources/bucket-deployment/filter-paths.ts";

const exclude = (pattern: string) => ({ kind: "exclude", pattern }) as const;
const include = (pattern: string) => ({ kind: "include", pattern }) as const;

describe("pathFilter", () => {
  const paths = ["a.txt", "b/a.txt", "b/c.json", "d[1].txt"];
  const left = (root: string, ...filter: Parameters<typeof pathFilter>[0]) => paths.filter(pathFilter(filter, root));

  it("lets everything through without patterns", () => {
    expect(left("/tmp/x")).toEqual(paths);
  });

  it("lets the last pattern that matches decide, and stars go across folders", () => {
    expect(left("/tmp/x", exclude("*"), include("*.txt"))).toEqual(["a.txt", "b/a.txt", "d[1].txt"]);
    expect(left("/tmp/x", include("*.txt"), exclude("*"))).toEqual([]);
    expect(left("bucket/web", exclude("b/*"), include("b/?.json"))).toEqual(["a.txt", "b/c.json", "d[1].txt"]);
  });

  it("holds patterns against whole paths: one that begins with a slash has no root before it", () => {
    expect(left("/tmp/x", exclude("/*"))).toEqual([]);
    expect(left("bucket/web", exclude("/*"))).toEqual(paths);
    expect(left("bucket/", exclude("a.txt"))).toEqual(["b/a.txt", "b/c.json", "d[1].txt"]);
  });

  // Each as Python's fnmatch has it.
  it.each([
    ["d[1].txt", "d1.txt", true],
    ["d[1].txt", "d[1].txt", false],
    ["d[[]1].txt", "d[1].txt", true],
    ["[a-c]", "b", true],
    ["[!a-c]", "b", false],
    ["[!a-c]", "d", true],
    ["[c-a]", "b", false],
    ["[!c-a]", "b", true],
    ["[]]", "]", true],
    ["[!]]", "]", false],
    ["[!]", "[!]", true],
    ["[!]", "!", false],
    ["[a", "[a", true],
    ["[a-]", "-", true],
    ["[-a]", "-", true],
    ["[^a]", "^", true],
    ["a.c", "abc", false],
    ["a**c", "a/b/c", true],
    ["?", "ü", true],
    ["?", "🙂", true],
    ["?", "ab", false],
    ["a\\b", "a\\b", true],
    ["A", "a", false],
    ["", "", true],
  ])("reads %s as a pattern of %s: %s", (pattern, path, isMatch) => {
    expect(pathFilter([exclude(pattern)], "root")(path)).toBe(!isMatch);
  });
});
