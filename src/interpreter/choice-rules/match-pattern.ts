/** StringMatches: `*` is any text, `\*` and `\\` are the characters themselves. The whole text has to match. */
export function compilePattern(pattern: string): (text: string) => boolean {
  const source = pattern.replaceAll(/\\[*\\]|[\s\S]/gu, (part) => {
    if (part === "*") return "[\\s\\S]*";
    const character = part.length === 2 && part.startsWith("\\") ? part.slice(1) : part;
    return character.replaceAll(/[.*+?^${}()|[\]\\/-]/gu, "\\$&");
  });
  const expression = new RegExp(`^${source}$`, "u");
  return (text) => expression.test(text);
}
