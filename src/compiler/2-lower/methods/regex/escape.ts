import { type RegexReader, RegexRefusal } from "./regex-reader.ts";

export type Escape =
  | { readonly kind: "character"; readonly character: string }
  | { readonly kind: "set"; readonly text: string; readonly isBoundary: boolean };

const controls: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", f: "\f", v: "\v", 0: "\0" };

/** Reads what a backslash begins. */
export function readEscape(reader: RegexReader): Escape {
  const rest = reader.source.slice(reader.position + 1);
  const letter = rest[0] ?? "";
  const take = (length: number, character: string): Escape => {
    reader.position += 1 + length;
    return { kind: "character", character };
  };
  if ("dDwWsSbB".includes(letter)) {
    reader.position += 2;
    return { kind: "set", text: `\\${letter}`, isBoundary: letter === "b" || letter === "B" };
  }
  const code = /^(?:x([\da-fA-F]{2})|u([\da-fA-F]{4}))/.exec(rest);
  if (code !== null) return take(code[0].length, String.fromCharCode(Number.parseInt(code[1] ?? code[2]!, 16)));
  const control = /^c([A-Za-z])/.exec(rest);
  if (control !== null) return take(2, String.fromCharCode(control[1]!.charCodeAt(0) % 32));
  if (Object.hasOwn(controls, letter) && !/^0\d/.test(rest)) return take(1, controls[letter]!);
  if (/\d/.test(letter)) throw new RegexRefusal("a reference to a group");
  if (/[A-Za-z]/.test(letter) || letter === "") throw new RegexRefusal(`\\${letter}`);
  return take(1, letter);
}

const named: Readonly<Record<string, string>> = {
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
  "\f": "\\f",
  // A backslash before a bracket would hide the bracket from JSONata's scanner.
  "\\": "\\x5c",
  "/": "\\/",
  // Braces could read as a placeholder of the definition, or as the end of the expression.
  "{": "\\x7b",
  "}": "\\x7d",
  // In other languages a class may hold an intersection.
  "&": "\\x26",
};

/** One character, so that it stands for itself. */
export function escapeCharacter(character: string, { isCaseless }: Pick<RegexReader, "isCaseless">): string {
  const code = character.charCodeAt(0);
  if (code >= 0xd800 && code <= 0xdfff) throw new RegexRefusal("a character outside the basic plane");
  if (isCaseless && code > 0x7f && /\p{L}/u.test(character))
    throw new RegexRefusal("a letter outside ASCII together with the flag i");
  if (Object.hasOwn(named, character)) return named[character]!;
  // In a class, so that no quantifier can follow the dollar sign itself.
  if (character === "$") return "[$]";
  if (/[\^.*+?()[\]|]/.test(character)) return `\\${character}`;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, "0")}`;
  return /[\p{L}\p{N}\p{P}\p{S} ]/u.test(character) ? character : `\\u${code.toString(16).padStart(4, "0")}`;
}
