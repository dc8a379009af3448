/** The fixed parts between the stars of a wildcard; `\*` and `\\` are literal. Throws with AWS's wording. */
export function parseWildcard(text: string): readonly string[] {
  const parts: string[] = [];
  let part = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") {
      const escaped = text[++at];
      if (escaped !== "*" && escaped !== "\\") throw new SyntaxError(`Invalid escape character at pos ${at}`);
      part += escaped;
    } else if (character === "*") {
      // Positions count the opening quote, as AWS's do.
      if (text[at + 1] === "*") throw new SyntaxError(`Consecutive wildcard characters at pos ${at + 1}`);
      parts.push(part);
      part = "";
    } else {
      part += character;
    }
  }
  return [...parts, part];
}

/** Whether `text` is the parts in order, anything standing between them. */
export function matchesWildcard(parts: readonly string[], text: string): boolean {
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
