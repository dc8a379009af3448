/** StringMatches: `*` is any text, `\*` and `\\` are the characters themselves. The whole text has to match. */
export function compilePattern(pattern: string): (text: string) => boolean {
  const [first = "", ...others] = splitAtStars(pattern);
  const last = others.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first)) return false;
    let position = first.length;
    // What stands between two stars may as well be where it first occurs.
    for (const part of others) {
      const found = text.indexOf(part, position);
      if (found < 0) return false;
      position = found + part.length;
    }
    return text.length - last.length >= position && text.endsWith(last);
  };
}

/** The literal parts of a pattern. */
function splitAtStars(pattern: string): readonly string[] {
  const parts = [""];
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index]!;
    if (character === "*") {
      parts.push("");
      continue;
    }
    const next = pattern[index + 1] ?? "";
    const isEscape = character === "\\" && ["*", "\\"].includes(next);
    if (isEscape) index++;
    parts[parts.length - 1] += isEscape ? next : character;
  }
  return parts;
}
