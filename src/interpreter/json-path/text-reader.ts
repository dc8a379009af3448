import { InvalidPath } from "./invalid-path.ts";

/** Reads a path's text from left to right. */
export interface TextReader {
  readonly text: string;
  at: number;
}

export function textReader(text: string): TextReader {
  return { text, at: 0 };
}

export function isAtEnd({ text, at }: TextReader): boolean {
  return at >= text.length;
}

export function peek({ text, at }: TextReader, ahead = 0): string {
  return text[at + ahead] ?? "";
}

export function skipSpace(reader: TextReader): void {
  while (/\s/u.test(peek(reader)) && !isAtEnd(reader)) reader.at++;
}

/** Takes the given text if it stands here. */
export function accept(reader: TextReader, expected: string): boolean {
  if (!reader.text.startsWith(expected, reader.at)) return false;
  reader.at += expected.length;
  return true;
}

export function expect(reader: TextReader, expected: string): void {
  if (!accept(reader, expected)) throw problem(reader, `'${expected}' expected`);
}

/** Takes what a sticky pattern matches here. */
export function acceptPattern(reader: TextReader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const [found] = pattern.exec(reader.text) ?? [];
  if (found !== undefined) reader.at += found.length;
  return found;
}

const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;

/** Takes `true`, `false`, `null` or a number; undefined where none stands here. */
export function acceptLiteral(reader: TextReader): boolean | number | null | undefined {
  if (accept(reader, "true")) return true;
  if (accept(reader, "false")) return false;
  if (accept(reader, "null")) return null;
  const digits = acceptPattern(reader, number);
  return digits === undefined ? undefined : Number(digits);
}

/** Takes a text in quotes. Recorded on AWS: a backslash counts before the quote and another backslash only, else it stays. */
export function readQuoted(reader: TextReader): string {
  const quote = peek(reader);
  let value = "";
  for (reader.at++; peek(reader) !== quote; reader.at++) {
    if (isAtEnd(reader)) throw problem(reader, "the text has no end");
    if (peek(reader) === "\\" && [quote, "\\"].includes(peek(reader, 1))) reader.at++;
    value += peek(reader);
  }
  reader.at++;
  return value;
}

export function problem({ text, at }: TextReader, what: string): InvalidPath {
  return new InvalidPath(`${what} at position ${at} of '${text}'`);
}
