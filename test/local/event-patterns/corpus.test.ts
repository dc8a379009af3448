import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  compilePattern,
  flattenEvent,
  InvalidPatternError,
  matchesPattern,
} from "../../../src/local/event-patterns/index.ts";

// Cases of AWS's own rule engine, kept beside the repository; without them the project's own tests stand alone.
const corpus = new URL("../../../../shared/corpora/event-patterns-dev.jsonl", import.meta.url);

interface Case {
  readonly source: string;
  readonly pattern?: unknown;
  readonly patternText?: string;
  readonly event?: unknown;
  readonly matches?: boolean;
  readonly valid?: boolean;
}

function readCases(): readonly Case[] {
  return readFileSync(corpus, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Case);
}

const textOf = ({ patternText, pattern }: Case): string => patternText ?? JSON.stringify(pattern);

function isValid(text: string): boolean {
  try {
    compilePattern(text);
    return true;
  } catch (error) {
    if (error instanceof InvalidPatternError) return false;
    throw error;
  }
}

describe("the corpus of event patterns", () => {
  it("agrees on every match", (context) => {
    if (!existsSync(corpus)) context.skip("the corpus is not beside the repository");
    const cases = readCases().filter((one) => one.matches !== undefined);
    const wrong = cases.filter((one) => {
      const event: unknown = typeof one.event === "string" ? JSON.parse(one.event) : one.event;
      return matchesPattern(compilePattern(textOf(one)), flattenEvent(event)) !== one.matches;
    });
    expect(cases.length).toBeGreaterThan(2000);
    expect(wrong.map(({ source }) => source)).toEqual([]);
  });

  it("agrees on 99 % of the valid and invalid patterns", (context) => {
    if (!existsSync(corpus)) context.skip("the corpus is not beside the repository");
    const cases = readCases().filter((one) => one.valid !== undefined);
    const wrong = cases.filter((one) => isValid(textOf(one)) !== one.valid);
    expect(cases.length).toBeGreaterThan(800);
    // The texts of a few numbers (1E-325) were lost when the corpus was written down.
    expect(wrong.length / cases.length).toBeLessThanOrEqual(0.01);
  });
});
