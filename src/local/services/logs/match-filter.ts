import { notImplemented } from "../../aws-error.ts";

/**
 * Turns a filter pattern into a test of messages: words and "quoted phrases" must all occur, `?word` is one of several,
 * `-word` must not occur. JSON and space-delimited patterns are refused by name.
 */
export function compileFilter(pattern: string | undefined): (message: string) => boolean {
  const text = pattern?.trim() ?? "";
  if (text.startsWith("{")) throw notImplemented("FilterLogEvents filterPattern on JSON");
  if (text.startsWith("[")) throw notImplemented("FilterLogEvents filterPattern on space-delimited fields");
  if (text.startsWith("%")) throw notImplemented("FilterLogEvents filterPattern as a regular expression");
  const terms = [...text.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(([, sign, quoted, word]) => ({
    sign,
    term: quoted === undefined ? (word ?? "") : quoted.replaceAll(/\\(.)/g, "$1"),
  }));
  const required = terms.filter(({ sign }) => sign === "");
  const optional = terms.filter(({ sign }) => sign === "?");
  const excluded = terms.filter(({ sign }) => sign === "-");
  return (message) =>
    required.every(({ term }) => message.includes(term)) &&
    !excluded.some(({ term }) => message.includes(term)) &&
    (optional.length === 0 || optional.some(({ term }) => message.includes(term)));
}
