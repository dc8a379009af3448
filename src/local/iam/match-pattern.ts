/**
 * Matches IAM's wildcards: `*` is any text, also empty and across `:` and `/`; `?` is any one character.
 *
 * In time of at most pattern times text, whatever a policy says: only the last `*` ever takes more than it took.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let inPattern = 0;
  let inText = 0;
  let star = -1;
  let takenUntil = 0;
  while (inText < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === "*") {
      star = inPattern;
      takenUntil = inText;
      inPattern += 1;
    } else if (wanted === "?" || wanted === text[inText]) {
      inPattern += 1;
      inText += wanted === "?" ? characterLength(text, inText) : 1;
    } else if (star >= 0) {
      takenUntil += characterLength(text, takenUntil);
      inText = takenUntil;
      inPattern = star + 1;
    } else return false;
  }
  while (pattern[inPattern] === "*") inPattern += 1;
  return inPattern === pattern.length;
}

/** Code units of the character at a place. */
const characterLength = (text: string, at: number): number => (text.codePointAt(at)! > 0xffff ? 2 : 1);

/** Actions match without regard to case. */
export function matchesAction(pattern: string, action: string): boolean {
  return matchesPattern(pattern.toLowerCase(), action.toLowerCase());
}
