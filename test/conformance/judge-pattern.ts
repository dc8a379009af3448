import {
  compilePattern,
  flattenEvent,
  InvalidPatternError,
  matchesPattern,
} from "../../src/local/event-patterns/index.ts";
import type { PatternCase } from "./pattern-case.ts";

/** How one case came out; null where ours is AWS's answer, undefined where AWS gave none to compare with. */
export interface PatternVerdict {
  readonly recorded: PatternCase;
  readonly match: string | null | undefined;
  readonly validity: string | null | undefined;
  readonly message: string | null | undefined;
}

/** Matches or compiles one recorded pattern and compares. */
export function judgePattern(recorded: PatternCase): PatternVerdict {
  const text = textOf(recorded);
  const fault = faultOf(text);
  if (recorded.event !== undefined) {
    const event: unknown = typeof recorded.event === "string" ? JSON.parse(recorded.event) : recorded.event;
    const matches = fault === undefined && matchesPattern(compilePattern(text), flattenEvent(event));
    const match = compare(recorded.matches, fault === undefined ? matches : fault);
    return { recorded, match, validity: undefined, message: undefined };
  }
  const validity = compare(recorded.valid, fault === undefined);
  const message = recorded.error === undefined ? undefined : compare(withoutRepeats(recorded.error), fault ?? "valid");
  return { recorded, match: undefined, validity, message };
}

export const isPatternFailure = ({ match, validity, message }: PatternVerdict): boolean =>
  [match, validity, message].some((difference) => typeof difference === "string");

const quoted = /\[Source: \(String\)"(.*?)"; line: \d+, column: \d+\]/s;

/** The pattern as it was sent: the message of a refused one quotes it, while the corpus lost its spaces and large numbers. */
function textOf({ pattern, patternText, error }: PatternCase): string {
  return patternText ?? quoted.exec(error ?? "")?.[1] ?? JSON.stringify(pattern);
}

function faultOf(text: string): string | undefined {
  try {
    compilePattern(text);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidPatternError) return error.message;
    throw error;
  }
}

/** The engine that was recorded adds the place once for each call that the exception passed. */
function withoutRepeats(message: string): string {
  const [head, ...places] = message.split("\n at ");
  return [head, ...places.filter((place, at) => place !== places[at - 1])].join("\n at ");
}

function compare(expected: unknown, actual: unknown): string | null {
  return expected === actual ? null : `expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
}
