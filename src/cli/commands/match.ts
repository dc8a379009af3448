import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { compilePattern, explainMismatch, InvalidPatternError } from "#local";
import type { EventPattern, Mismatch } from "#local";
import { oneOf } from "../one-of.ts";
import { UsageError } from "../usage-error.ts";
import { UserError } from "../user-error.ts";

const usage = `usage: npx millrace match --pattern JSON|@FILE --event JSON|@FILE [options]

Tells whether an EventBridge pattern matches an event, and if not, which field differs and how.

  --pattern JSON|@FILE        the pattern, as in a rule
  --event JSON|@FILE          the whole event; left out, only the pattern is checked
  --batch CASES.jsonl         { "pattern": …, "event": … } per line; prints { "matches" } or { "valid", "error" } for each
  --format pretty|line|json   (default: pretty)
  --help                      show this text

exit code: 0 if it could be told, whether or not it matches (the output says so); 1 if the pattern or the event is at
fault; 2 for a wrong command line`;

type Verdict =
  | {
      readonly matches: boolean;
      readonly mismatches: readonly Mismatch[];
      /** How many the pattern has, `$or` multiplied out; the closest is explained. */
      readonly alternatives: number;
    }
  | { readonly valid: true }
  | { readonly valid: false; readonly error: string };

/** Runs `millrace match`; exit code 0 whether or not it matches, 1 if the pattern is invalid. */
export async function match(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: "boolean", short: "h" },
      pattern: { type: "string" },
      event: { type: "string" },
      batch: { type: "string" },
      format: { type: "string", default: "pretty" },
    },
  });
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  const format = oneOf("--format", ["pretty", "line", "json"], values.format);
  if (values.batch !== undefined) {
    if (values.pattern !== undefined || values.event !== undefined) {
      throw new UsageError("--batch brings its own patterns and events");
    }
    return matchBatch(values.batch);
  }
  if (values.pattern === undefined) throw new UsageError("give a pattern with --pattern JSON or --pattern @FILE");
  const pattern = readText(values.pattern);
  const event = values.event === undefined ? undefined : parseJson("the event", readText(values.event));
  const verdict = judge(pattern, event);
  console.log(format === "json" ? JSON.stringify(verdict) : print(verdict, format === "line"));
  return "valid" in verdict && !verdict.valid ? 1 : 0;
}

function matchBatch(file: string): number {
  const lines = readText(`@${file}`).split("\n");
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const verdict = judgeCase(parseJson(`line ${index + 1} of ${file}`, line));
    console.log(JSON.stringify("matches" in verdict ? { matches: verdict.matches } : verdict));
  }
  return 0;
}

/** A case gives its pattern as JSON, or as text where that could not be written as JSON. */
function judgeCase(given: unknown): Verdict {
  const { pattern, patternText, event } = (given ?? {}) as Readonly<Record<string, unknown>>;
  const text = typeof patternText === "string" ? patternText : (JSON.stringify(pattern) ?? "");
  return judge(text, typeof event === "string" ? parseJson("the event of a case", event) : event);
}

function judge(text: string, event: unknown): Verdict {
  let pattern: EventPattern;
  try {
    pattern = compilePattern(text);
  } catch (error) {
    if (error instanceof InvalidPatternError) return { valid: false, error: error.message };
    throw error;
  }
  if (event === undefined) return { valid: true };
  const mismatches = explainMismatch(pattern, event);
  return { matches: mismatches.length === 0, mismatches, alternatives: pattern.alternatives.length };
}

function print(verdict: Verdict, isLine: boolean): string {
  if ("valid" in verdict) {
    if (verdict.valid) return "the pattern is valid";
    return `the pattern is not valid: ${isLine ? verdict.error.replaceAll("\n", " ") : verdict.error}`;
  }
  if (verdict.matches) return "the event matches";
  const reasons = verdict.mismatches.map(({ reason }) => reason);
  if (isLine) return `no match: ${reasons.join("; ")}`;
  const head =
    verdict.alternatives === 1
      ? "the event does not match:"
      : `the event matches none of the pattern's ${verdict.alternatives} alternatives; the closest differs in:`;
  return [head, ...reasons].join("\n  ");
}

function readText(given: string): string {
  if (!given.startsWith("@")) return given;
  const file = given.slice(1);
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`cannot read ${file}: ${(error as Error).message}`, "give the path of a file that exists");
  }
}

function parseJson(what: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${what} is not JSON: ${(error as Error).message}`, "correct it and try again");
  }
}
