import { type RegexReader, RegexRefusal } from "./regex-reader.ts";
import { escapeCharacter, readEscape } from "./escape.ts";

/** `[…]`, its items written so that they mean the same everywhere. */
export interface CharacterClass {
  readonly isNegated: boolean;
  readonly items: readonly string[];
}

/** Reads from the opening bracket to the closing one. */
export function parseClass(reader: RegexReader): CharacterClass {
  const { source } = reader;
  reader.position += 1;
  const isNegated = source[reader.position] === "^";
  if (isNegated) reader.position += 1;
  const items: string[] = [];
  while (source[reader.position] !== "]") {
    const first = readItem(reader);
    const isRange = source[reader.position] === "-" && source[reader.position + 1] !== "]";
    if (!isRange) {
      items.push(first.text);
      continue;
    }
    reader.position += 1;
    const last = readItem(reader);
    if (!first.isCharacter || !last.isCharacter) throw new RegexRefusal("a range of sets");
    items.push(`${first.text}-${last.text}`);
  }
  reader.position += 1;
  if (items.length === 0) throw new RegexRefusal("an empty class");
  return { isNegated, items };
}

function readItem(reader: RegexReader): { readonly text: string; readonly isCharacter: boolean } {
  if (reader.position >= reader.source.length) throw new RegexRefusal("this syntax");
  const character = reader.source[reader.position]!;
  if (character !== "\\") {
    reader.position += 1;
    return { text: inClass(character, reader), isCharacter: true };
  }
  // In a class \b is a backspace.
  if (reader.source[reader.position + 1] === "b") {
    reader.position += 2;
    return { text: "\\x08", isCharacter: true };
  }
  const escape = readEscape(reader);
  if (escape.kind === "character") return { text: inClass(escape.character, reader), isCharacter: true };
  if (escape.isBoundary) throw new RegexRefusal("\\B in a class");
  return { text: escape.text, isCharacter: false };
}

/** Most marks have no meaning in a class. */
function inClass(character: string, reader: RegexReader): string {
  if (character === "-") return "\\-";
  return "$.*+?|".includes(character) ? character : escapeCharacter(character, reader);
}
