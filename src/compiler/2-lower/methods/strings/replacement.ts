/** A piece of the text that `replace` puts in. */
export type ReplacementPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "match" }
  | { readonly kind: "group"; readonly group: number }
  /** What stands before or behind the match. */
  | { readonly kind: "around"; readonly text: string };

/** Reads a replacement as JavaScript does, where the pattern has so many groups. */
export function parseReplacement(text: string, groups: number): readonly ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  let rest = text;
  while (rest !== "") {
    const { part, length } = readPart(rest, groups);
    rest = rest.slice(length);
    const last = parts.at(-1);
    if (part.kind === "text" && last?.kind === "text") {
      parts.splice(-1, 1, { kind: "text", text: last.text + part.text });
    } else parts.push(part);
  }
  return parts;
}

function readPart(rest: string, groups: number): { readonly part: ReplacementPart; readonly length: number } {
  const [before] = /^[^$]+/.exec(rest) ?? [];
  if (before !== undefined) return { part: { kind: "text", text: before }, length: before.length };
  const next = rest[1];
  if (next === "$") return { part: { kind: "text", text: "$" }, length: 2 };
  if (next === "&") return { part: { kind: "match" }, length: 2 };
  if (next === "`" || next === "'") return { part: { kind: "around", text: `$${next}` }, length: 2 };
  const digits = /^\$(\d{1,2})/.exec(rest)?.[1] ?? "";
  // Two digits, if there are so many groups; otherwise one.
  for (const number of [digits, digits.slice(0, 1)]) {
    const group = Number(number);
    if (number !== "" && group >= 1 && group <= groups)
      return { part: { kind: "group", group }, length: 1 + number.length };
  }
  return { part: { kind: "text", text: "$" }, length: 1 };
}
