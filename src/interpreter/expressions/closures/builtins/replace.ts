import { ExpressionFailure, askReference } from "../failures.ts";
import { callBack } from "./higher-order.ts";
import { atMost, find } from "./patterns.ts";
import type { Found } from "./patterns.ts";

/** `$replace(text, pattern, replacement, limit)` */
export function replace(
  text: string | undefined,
  pattern: unknown,
  replacement: unknown,
  limit: number | undefined,
): unknown {
  if (text === undefined) return undefined;
  if (pattern === "") throw new ExpressionFailure("D3010");
  const most = atMost(limit, "D3011");
  if (most <= 0) return text;
  return typeof pattern === "string"
    ? replaceText(text, pattern, replacement, most)
    : replaceMatches(text, pattern, replacement, most);
}

function replaceText(text: string, pattern: string, replacement: unknown, most: number): string {
  // Of a function the reference puts in the source text.
  if (typeof replacement !== "string") return askReference();
  let [result, position, count] = ["", 0, 0];
  for (let at = text.indexOf(pattern); at !== -1 && count < most; at = text.indexOf(pattern, position)) {
    result += text.substring(position, at) + replacement;
    position = at + pattern.length;
    count++;
  }
  return result + text.substring(position);
}

function replaceMatches(text: string, pattern: unknown, replacement: unknown, most: number): string {
  let next = find(pattern, text);
  if (next === undefined) return text;
  let [result, position, count] = ["", 0, 0];
  while (next !== undefined && count < most) {
    const substitute = typeof replacement === "string" ? fillIn(replacement, next) : callBack(replacement, [next]);
    if (typeof substitute !== "string") throw new ExpressionFailure("D3012");
    result += text.substring(position, next.start) + substitute;
    position = next.start! + next.match.length;
    count++;
    next = find(next.next, undefined);
  }
  return result + text.substring(position);
}

/** Puts the match for `$0`, its groups for `$1` and so on, and `$` for `$$`. */
function fillIn(replacement: string, { match, groups = [] }: Found): string {
  let [result, position] = ["", 0];
  for (let at = replacement.indexOf("$"); at !== -1; at = replacement.indexOf("$", position)) {
    result += replacement.substring(position, at);
    position = at + 1;
    const follows = replacement.charAt(position);
    if (follows === "$" || follows === "0") {
      result += follows === "$" ? "$" : match;
      position++;
      continue;
    }
    const group = groupNumber(replacement, position, groups.length);
    if (Number.isNaN(group)) result += "$";
    else {
      result += groups[group - 1] ?? "";
      position += String(group).length;
    }
  }
  return result + replacement.substring(position);
}

/** As many digits as the number of groups has, one less where that names no group. */
function groupNumber(replacement: string, position: number, count: number): number {
  const digits = count === 0 ? 1 : Math.floor(Math.log(count) * Math.LOG10E) + 1;
  const group = Number.parseInt(replacement.substring(position, position + digits), 10);
  return digits > 1 && group > count
    ? Number.parseInt(replacement.substring(position, position + digits - 1), 10)
    : group;
}
