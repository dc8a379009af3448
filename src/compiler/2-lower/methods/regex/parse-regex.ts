import type { RegexNode } from "../../../jsonata/node.ts";
import { type CharacterClass, parseClass } from "./character-class.ts";
import { escapeCharacter, readEscape } from "./escape.ts";
import { type RegexReader, RegexRefusal } from "./regex-reader.ts";

/** A regular expression as JSONata's engines read it, whichever language they are written in. */
export interface Regex {
  readonly source: string;
  readonly flags: RegexNode["flags"];
  /** Whether it has the flag g, which JSONata does not know. */
  readonly isGlobal: boolean;
  /** Whether it matches the empty text somewhere: JSONata gives up on the second such match. */
  readonly canBeEmpty: boolean;
  /** For each group, whether it has a value in every match. */
  readonly groups: readonly boolean[];
}

/** What part of the syntax is not common to JavaScript and the other languages that engines are written in. */
export interface RefusedRegex {
  readonly refused: string;
}

/** One piece of a pattern. */
interface Piece {
  readonly text: string;
  readonly canBeEmpty: boolean;
}

/** Reads `/…/flags` and writes it anew, with every character escaped that means something to someone. */
export function parseRegex(literal: string): Regex | RefusedRegex {
  const end = literal.lastIndexOf("/");
  const letters = literal.slice(end + 1);
  const strange = letters.replace(/[gim]/g, "");
  if (strange !== "") return { refused: `the flag ${strange[0]}` };
  const isCaseless = letters.includes("i");
  const reader: RegexReader = { source: literal.slice(1, end), isCaseless, position: 0, groups: [] };
  try {
    const { text, canBeEmpty } = readAlternatives(reader);
    if (reader.position < reader.source.length) throw new RegexRefusal("this syntax");
    const flags = `${isCaseless ? "i" : ""}${letters.includes("m") ? "m" : ""}` as const;
    return { source: text, flags, isGlobal: letters.includes("g"), canBeEmpty, groups: reader.groups };
  } catch (error) {
    if (error instanceof RegexRefusal) return { refused: error.message };
    throw error;
  }
}

function readAlternatives(reader: RegexReader): Piece {
  const firstGroup = reader.groups.length;
  const alternatives = [readSequence(reader)];
  while (reader.source[reader.position] === "|") {
    reader.position += 1;
    alternatives.push(readSequence(reader));
  }
  if (alternatives.length > 1) forgetGroups(reader, firstGroup);
  return {
    text: alternatives.map(({ text }) => text).join("|"),
    canBeEmpty: alternatives.some(({ canBeEmpty }) => canBeEmpty),
  };
}

/** A group that a match may pass by has no value then. */
function forgetGroups({ groups }: RegexReader, first: number): void {
  groups.fill(false, first);
}

function readSequence(reader: RegexReader): Piece {
  let text = "";
  let canBeEmpty = true;
  while (reader.position < reader.source.length && !"|)".includes(reader.source[reader.position]!)) {
    const piece = readQuantified(reader);
    text += piece.text;
    canBeEmpty &&= piece.canBeEmpty;
  }
  return { text, canBeEmpty };
}

function readQuantified(reader: RegexReader): Piece {
  const firstGroup = reader.groups.length;
  const atom = readAtom(reader);
  const [quantifier] = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(reader.source.slice(reader.position)) ?? [];
  if (quantifier === undefined) return atom;
  reader.position += quantifier.length;
  const isOptional = /^(?:[*?]|\{0+[,}])/.test(quantifier);
  if (isOptional) forgetGroups(reader, firstGroup);
  return { text: atom.text + quantifier, canBeEmpty: atom.canBeEmpty || isOptional };
}

function readAtom(reader: RegexReader): Piece {
  const character = reader.source[reader.position]!;
  switch (character) {
    case "^":
    case "$":
      reader.position += 1;
      return { text: character, canBeEmpty: true };
    case ".":
      reader.position += 1;
      return { text: ".", canBeEmpty: false };
    case "(":
      return readGroup(reader);
    case "[":
      return { text: classText(parseClass(reader)), canBeEmpty: false };
    case "\\": {
      const escape = readEscape(reader);
      if (escape.kind === "character") return { text: escapeCharacter(escape.character, reader), canBeEmpty: false };
      return { text: escape.text, canBeEmpty: escape.isBoundary };
    }
    default:
      reader.position += 1;
      return { text: escapeCharacter(character, reader), canBeEmpty: false };
  }
}

function classText({ isNegated, items }: CharacterClass): string {
  return `[${isNegated ? "^" : ""}${items.join("")}]`;
}

function readGroup(reader: RegexReader): Piece {
  const [opening] = /^\((?:\?(?:[:=!]|<[=!]|.)?)?/.exec(reader.source.slice(reader.position))!;
  if (opening.startsWith("(?<=") || opening.startsWith("(?<!")) throw new RegexRefusal("a lookbehind");
  if (opening.startsWith("(?<")) throw new RegexRefusal("a named group");
  if (!["(", "(?:", "(?=", "(?!"].includes(opening)) throw new RegexRefusal("a modifier");
  reader.position += opening.length;
  const group = reader.groups.length;
  if (opening === "(") reader.groups.push(true);
  const { text, canBeEmpty } = readAlternatives(reader);
  if (opening === "(?!") forgetGroups(reader, group);
  reader.position += 1;
  return { text: `${opening}${text})`, canBeEmpty: canBeEmpty || opening === "(?=" || opening === "(?!" };
}
