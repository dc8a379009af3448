import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

// `npm run types` proves that each of these lines is an error; here, that there are enough and that each says why.
const folder = path.resolve(import.meta.dirname, "../types");
const expected = globSync("*.types.ts", { cwd: folder }).flatMap((file) =>
  readFileSync(path.join(folder, file), "utf8")
    .split("\n")
    .filter((line) => line.includes("@ts-expect-error"))
    .map((line) => `${file}: ${line.trim()}`),
);

describe("the negative type tests", () => {
  it("are at least sixty", () => {
    expect(expected.length).toBeGreaterThanOrEqual(60);
  });

  it("each say what the mistake is", () => {
    expect(expected.filter((line) => !/@ts-expect-error .{10}/.test(line))).toEqual([]);
  });
});
