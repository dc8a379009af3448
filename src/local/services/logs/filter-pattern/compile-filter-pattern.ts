import { compileDelimited } from "./delimited-pattern.ts";
import { compileJsonPattern } from "./json-pattern.ts";
import { compileRegularExpression } from "./regular-expression.ts";
import { compileTerms, testOfText } from "./term-pattern.ts";
import type { FilterPattern } from "./term-pattern.ts";

export type { FilterPattern } from "./term-pattern.ts";

/**
 * Reads a filter pattern of CloudWatch Logs: terms, `{ $.level = "ERROR" }` for messages in JSON,
 * `[ip, status = 4*, ...]` for fields between spaces, `%expression%`. No pattern takes every message.
 *
 * Throws `InvalidParameterException` for what is none. Source: the guide "Filter pattern syntax for metric filters, subscription
 * filters, filter log events, and Live Tail".
 */
export function compileFilterPattern(pattern: string | undefined): FilterPattern {
  const text = pattern?.trim() ?? "";
  if (text.startsWith("{")) return compileJsonPattern(text);
  if (text.startsWith("[")) return compileDelimited(text);
  if (/^%.*%$/s.test(text)) {
    const expression = compileRegularExpression(text.slice(1, -1));
    return testOfText((message) => expression.test(message));
  }
  return compileTerms(text);
}
