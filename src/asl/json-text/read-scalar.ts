import { describe, problem, unexpected } from "./json-cursor.ts";
import type { JsonCursor } from "./json-cursor.ts";
import type { JsonProblem } from "./json-problem.ts";

const plainText = /[^"\\\p{Cc}]*/uy;

/** Reads a text whose opening quote was taken, up to its closing one; gives it as it is written. */
export function readText(cursor: JsonCursor, kind: "name" | "string value"): string {
  const start = cursor.at;
  for (;;) {
    plainText.lastIndex = cursor.at;
    plainText.test(cursor.text);
    cursor.at = plainText.lastIndex;
    const char = cursor.text[cursor.at];
    if (char === undefined) {
      const reason = kind === "name" ? " in field name" : ": was expecting closing quote for a string value";
      throw problem(cursor, `Unexpected end-of-input${reason}`);
    }
    cursor.at += 1;
    if (char === '"') return cursor.text.slice(start, cursor.at - 1);
    if (char === "\\") readEscape(cursor);
    else if (char < " ") {
      const rule = `has to be escaped using backslash to be included in ${kind}`;
      throw problem(cursor, `Illegal unquoted character (${describe(char)}): ${rule}`);
    }
  }
}

function readEscape(cursor: JsonCursor): void {
  const char = takeEscaped(cursor);
  if (char !== "u") {
    if ('btnfr"/\\'.includes(char)) return;
    throw problem(cursor, `Unrecognized character escape ${describe(char)}`);
  }
  for (let digit = 0; digit < 4; digit++) {
    const hex = takeEscaped(cursor);
    if (/[0-9a-fA-F]/u.test(hex)) continue;
    throw unexpected(cursor, hex, "expected a hex-digit for character escape sequence");
  }
}

function takeEscaped(cursor: JsonCursor): string {
  const char = cursor.text[cursor.at];
  if (char === undefined) throw problem(cursor, "Unexpected end-of-input in character escape sequence");
  cursor.at += 1;
  return char;
}

const values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/** Reads a value that is neither a text nor holds others, and begins with a character that was taken. */
export function readScalar(cursor: JsonCursor, first: string): void {
  switch (first) {
    case "t":
      return readWord(cursor, "true");
    case "f":
      return readWord(cursor, "false");
    case "n":
      return readWord(cursor, "null");
    case "N":
      return readNonNumber(cursor, "NaN");
    case "I":
      return readNonNumber(cursor, "Infinity");
    case "}":
      throw unexpected(cursor, first, "expected a value");
    default:
      if (/[-+0-9]/u.test(first)) return readNumber(cursor, first);
      throw isNameStart(first)
        ? unknownToken(cursor, first)
        : unexpected(cursor, first, `expected a valid value ${values}`);
  }
}

function readWord(cursor: JsonCursor, word: string): void {
  for (let length = 1; length < word.length; length++) {
    if (cursor.text[cursor.at] !== word[length]) throw unknownToken(cursor, word.slice(0, length));
    cursor.at += 1;
  }
  if (isNamePart(cursor.text[cursor.at])) throw unknownToken(cursor, word);
}

function readNonNumber(cursor: JsonCursor, word: string): void {
  readWord(cursor, word);
  const feature = "JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS";
  throw problem(cursor, `Non-standard token '${word}': enable ${feature} to allow`);
}

const longestToken = 256;

/** Names the whole token, of which a part was taken. */
function unknownToken(cursor: JsonCursor, taken: string): JsonProblem {
  let token = taken;
  while (isNamePart(cursor.text[cursor.at])) {
    token += cursor.text[cursor.at];
    cursor.at += 1;
    if (token.length >= longestToken) {
      token += "...";
      break;
    }
  }
  return problem(cursor, `Unrecognized token '${token}': was expecting ${values}`);
}

// What a name in Java may begin with and go on with.
function isNameStart(char: string): boolean {
  return /[\p{L}\p{Nl}\p{Sc}\p{Pc}]/u.test(char);
}

function isNamePart(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mc}\p{Mn}\p{Cf}]/u.test(char);
}

function readNumber(cursor: JsonCursor, first: string): void {
  const digit = first === "-" || first === "+" ? takeSigned(cursor) : first;
  if (digit === "0" && isDigit(cursor.text[cursor.at])) {
    throw problem(cursor, "Invalid numeric value: Leading zeroes not allowed");
  }
  skipDigits(cursor);
  if (cursor.text[cursor.at] === ".") {
    cursor.at += 1;
    mustDigits(cursor, ".", "Decimal point not followed by a digit");
  }
  const exponent = cursor.text[cursor.at];
  if (exponent !== "e" && exponent !== "E") return;
  cursor.at += 1;
  const sign = cursor.text[cursor.at];
  if (sign === "-" || sign === "+") cursor.at += 1;
  mustDigits(cursor, sign ?? exponent, "Exponent indicator not followed by a digit");
}

function takeSigned(cursor: JsonCursor): string {
  const char = cursor.text[cursor.at];
  if (char === undefined) throw problem(cursor, "Unexpected end-of-input: No digit following minus sign");
  cursor.at += 1;
  if (isDigit(char)) return char;
  throw notNumeric(cursor, char, "expected digit (0-9) to follow minus sign, for valid numeric value");
}

function mustDigits(cursor: JsonCursor, before: string, rule: string): void {
  if (isDigit(cursor.text[cursor.at])) return skipDigits(cursor);
  const char = cursor.text[cursor.at] ?? before;
  if (cursor.at < cursor.text.length) cursor.at += 1;
  throw notNumeric(cursor, char, rule);
}

function notNumeric(cursor: JsonCursor, char: string, rule: string): JsonProblem {
  return problem(cursor, `Unexpected character (${describe(char)}) in numeric value: ${rule}`);
}

function skipDigits(cursor: JsonCursor): void {
  while (isDigit(cursor.text[cursor.at])) cursor.at += 1;
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= "0" && char <= "9";
}
