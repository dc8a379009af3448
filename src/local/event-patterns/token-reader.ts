import { InvalidPatternError } from "./invalid-pattern-error.ts";
import { deepestNesting } from "./nesting-depth.ts";

// AWS reads patterns with a streaming JSON parser: the first fault in reading order is the one reported, be it one of
// syntax or of meaning, and the position is where the parser stood. `JSON.parse` can give neither, nor tell 1E309 from Infinity.

export interface Token {
  readonly kind:
    | "startObject"
    | "endObject"
    | "startArray"
    | "endArray"
    | "fieldName"
    | "string"
    | "number"
    | "true"
    | "false"
    | "null";
  /** A string's value, a number as written, otherwise the token itself. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface TokenReader {
  readonly next: () => Token;
  /** Refuses at the token read last. */
  readonly fail: (message: string) => never;
  /** Refuses what a string says: AWS's parser stands behind it once it has been looked at. */
  readonly failBehind: (message: string) => never;
  /** The text between two offsets, without spaces around it. */
  readonly slice: (start: number, end: number) => string;
}

interface Container {
  readonly kind: "object" | "array";
  readonly start: number;
  /** What may come next inside it. */
  expects: "first" | "value" | "separator";
}

const longestQuotedSource = 500;
const whitespace = /[ \t\r\n]*/y;
const numberSyntax = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordSyntax = /[\p{L}\p{N}_$]+/uy;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Reads JSON token by token, so that a caller can refuse a value before the rest is read. */
export function createTokenReader(source: string): TokenReader {
  const containers: Container[] = [];
  let position = 0;
  let last: Token | undefined;
  let isDone = false;

  function locate(offset: number): string {
    const before = source.slice(0, offset);
    const line = before.split("\n").length;
    const column = offset - before.lastIndexOf("\n");
    const quoted =
      source.length > longestQuotedSource
        ? `${source.slice(0, longestQuotedSource)}"[truncated ${source.length - longestQuotedSource} chars]`
        : `${source}"`;
    return `[Source: (String)"${quoted}; line: ${line}, column: ${column}]`;
  }

  function failAt(message: string, offset: number): never {
    throw new InvalidPatternError(`${message}\n at ${locate(offset)}`);
  }

  function fail(message: string): never {
    return failAt(message, last === undefined ? position : positionAfter(last));
  }

  // The parser completes a string only when it is asked for its text: until then it stands behind the opening quote.
  // After a field name it has already looked at the first character of the value.
  function positionAfter(token: Token): number {
    if (token.kind === "string") return token.start + 1;
    if (token.kind !== "fieldName") return token.end;
    whitespace.lastIndex = token.end;
    whitespace.exec(source);
    const value = whitespace.lastIndex;
    // Numbers and words are looked at whole.
    for (const syntax of [numberSyntax, wordSyntax]) {
      syntax.lastIndex = value;
      if (syntax.exec(source) !== null) return syntax.lastIndex;
    }
    return value + 1;
  }

  function skipSpace(): string | undefined {
    whitespace.lastIndex = position;
    whitespace.exec(source);
    position = whitespace.lastIndex;
    return source[position];
  }

  function readString(): string {
    let value = "";
    for (let at = position + 1; at < source.length; at++) {
      const character = source[at]!;
      if (character === '"') {
        position = at + 1;
        return value;
      }
      if (character < " ") {
        const code = character.charCodeAt(0);
        failAt(
          `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in string value`,
          at + 1,
        );
      }
      if (character !== "\\") {
        value += character;
        continue;
      }
      const escaped = source[++at] ?? "";
      if (escaped === "u") {
        const digits = source.slice(at + 1, at + 5);
        if (!/^[\da-fA-F]{4}$/.test(digits))
          failAt("Unexpected character: expected a hex-digit for character escape sequence", at + 2);
        value += String.fromCharCode(Number.parseInt(digits, 16));
        at += 4;
      } else {
        const plain = escapes[escaped];
        if (plain === undefined && escaped !== "") {
          failAt(`Unrecognized character escape '${escaped}' (code ${escaped.charCodeAt(0)})`, at + 1);
        }
        value += plain ?? "";
      }
    }
    return failAt("Unexpected end-of-input: was expecting closing quote for a string value", source.length);
  }

  function close(marker: string, start: number): Token {
    const container = containers.at(-1);
    const kind = marker === "}" ? "object" : "array";
    if (container?.kind !== kind) {
      if (container === undefined) return failAt(`Unexpected close marker '${marker}'`, start + 1);
      const [expected, name] = container.kind === "object" ? ["}", "Object"] : ["]", "Array"];
      return failAt(
        `Unexpected close marker '${marker}': expected '${expected}' (for ${name} starting at ${locate(container.start)})`,
        start + 1,
      );
    }
    containers.pop();
    position = start + 1;
    if (containers.length === 0) isDone = true;
    return { kind: kind === "object" ? "endObject" : "endArray", text: marker, start, end: position };
  }

  function open(marker: string, start: number): Token {
    if (containers.length === deepestNesting) {
      const depth = deepestNesting + 1;
      failAt(`Document nesting depth (${depth}) exceeds the maximum allowed (${deepestNesting})`, start + 1);
    }
    containers.push({ kind: marker === "{" ? "object" : "array", start, expects: "first" });
    position = start + 1;
    return { kind: marker === "{" ? "startObject" : "startArray", text: marker, start, end: position };
  }

  function readValue(first: string, start: number): Token {
    if (first === "{" || first === "[") return open(first, start);
    if (first === '"') return { kind: "string", text: readString(), start, end: position };
    numberSyntax.lastIndex = start;
    const number = numberSyntax.exec(source)?.[0];
    if (number !== undefined) {
      position = start + number.length;
      return { kind: "number", text: number, start, end: position };
    }
    wordSyntax.lastIndex = start;
    const word = wordSyntax.exec(source)?.[0];
    if (word === "true" || word === "false" || word === "null") {
      position = start + word.length;
      return { kind: word, text: word, start, end: position };
    }
    const expected = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    if (word !== undefined)
      return failAt(`Unrecognized token '${word}': was expecting ${expected}`, start + word.length + 1);
    return failAt(
      `Unexpected character ('${first}' (code ${first.charCodeAt(0)})): expected a valid value ${expected}`,
      start + 1,
    );
  }

  function readFieldName(first: string): Token {
    const start = position;
    if (first !== '"') {
      failAt(
        `Unexpected character ('${first}' (code ${first.charCodeAt(0)})): was expecting double-quote to start field name`,
        start + 1,
      );
    }
    const text = readString();
    const colon = skipSpace();
    if (colon !== ":") {
      failAt(
        `Unexpected character ('${colon ?? ""}' (code ${colon?.charCodeAt(0) ?? -1})): was expecting a colon to separate field name and value`,
        position + 1,
      );
    }
    position++;
    return { kind: "fieldName", text, start, end: position };
  }

  function read(): Token {
    let character = skipSpace();
    const container = containers.at(-1);
    if (character === undefined || isDone) {
      const where =
        container === undefined
          ? ""
          : `: expected close marker for ${container.kind === "object" ? "Object" : "Array"}`;
      return failAt(`Unexpected end-of-input${where} (start marker at ${locate(container?.start ?? 0)})`, position + 1);
    }
    if (container === undefined) return readValue(character, position);
    const isClosing = character === "}" || character === "]";
    if (isClosing && container.expects !== "value") return close(character, position);
    if (container.expects === "separator") {
      if (character !== ",") {
        const entries = container.kind === "object" ? "Object" : "Array";
        failAt(
          `Unexpected character ('${character}' (code ${character.charCodeAt(0)})): was expecting comma to separate ${entries} entries`,
          position + 1,
        );
      }
      position++;
      character = skipSpace() ?? "";
    }
    if (container.kind === "object" && last?.kind !== "fieldName") {
      container.expects = "value";
      return readFieldName(character);
    }
    container.expects = "separator";
    return readValue(character, position);
  }

  return {
    next() {
      last = read();
      return last;
    },
    fail,
    failBehind: (message) => failAt(message, last?.end ?? position),
    slice: (start, end) => source.slice(start, end).trim(),
  };
}
