import { ExpressionFailure } from "../failures.ts";
import type { Match } from "../regex.ts";
import { newSequence } from "../sequence.ts";
import { isFunction } from "../values.ts";
import { callBack } from "./higher-order.ts";

// Functions that take a regular expression, or any function that finds matches like one.

export type Found = Partial<Match> & Pick<Match, "match">;

/** The next match of a matcher; without a text, the one after. */
export function find(matcher: unknown, text: string | undefined): Found | undefined {
  const found = callBack(matcher, [text]) as Found | undefined;
  // Loose, as in the reference: any of them will do.
  if (found && !(typeof found.start === "number" || Array.isArray(found.groups) || isFunction(found.next)))
    throw new ExpressionFailure("T1010");
  return found;
}

export function atMost(limit: number | undefined, code: string): number {
  if (limit !== undefined && limit < 0) throw new ExpressionFailure(code);
  return limit ?? Number.POSITIVE_INFINITY;
}

export function contains(text: string | undefined, token: unknown): unknown {
  if (text === undefined) return undefined;
  return typeof token === "string" ? text.includes(token) : find(token, text) !== undefined;
}

export function match(text: string | undefined, matcher: unknown, limit: number | undefined): unknown {
  if (text === undefined) return undefined;
  const most = atMost(limit, "D3040");
  const found = newSequence();
  if (most <= 0) return found;
  let next = find(matcher, text);
  while (next !== undefined && found.length < most) {
    found.push({ match: next.match, index: next.start, groups: next.groups });
    // Looked for even if it is one too many: looking may fail.
    next = find(next.next, undefined);
  }
  return found;
}

export function split(text: string | undefined, separator: unknown, limit: number | undefined): unknown {
  if (text === undefined) return undefined;
  const most = atMost(limit, "D3020");
  if (most <= 0) return [];
  if (typeof separator === "string") return text.split(separator, limit);
  const parts: string[] = [];
  let start = 0;
  let next = find(separator, text);
  if (next === undefined) return [text];
  while (next !== undefined && parts.length < most) {
    parts.push(text.substring(start, next.start));
    start = next.end!;
    next = find(next.next, undefined);
  }
  if (parts.length < most) parts.push(text.substring(start));
  return parts;
}
