import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { corpusFolder } from "./recorded-case.ts";

/** What AWS's rule engine made of a pattern, alone or with an event. */
export interface PatternCase {
  readonly source: string;
  readonly pattern?: unknown;
  /** The pattern as text, where it could not be written as JSON. */
  readonly patternText?: string;
  /** JSON, or a text of it. */
  readonly event?: unknown;
  readonly matches?: boolean;
  readonly valid?: boolean;
  /** The message of an invalid pattern. */
  readonly error?: string;
}

/** The cases, or undefined where the corpus is absent. */
export function readPatternCases(): readonly PatternCase[] | undefined {
  const file = fileURLToPath(new URL("event-patterns-dev.jsonl", corpusFolder));
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as PatternCase);
}
