import { JsonProblem } from "./json-problem.ts";

/** Reads a text from left to right and counts lines and columns as Jackson does: a column is that of what comes next. */
export interface JsonCursor {
  readonly text: string;
  at: number;
  line: number;
  lineStart: number;
}

export function jsonCursor(text: string): JsonCursor {
  return { text, at: 0, line: 1, lineStart: 0 };
}

const longestSnippet = 500;

/** The place of a character as Jackson prints it. */
export function locationText(text: string, line: number, column: number): string {
  const left = text.length - longestSnippet;
  const snippet = `"${text.slice(0, longestSnippet)}"${left > 0 ? `[truncated ${left} chars]` : ""}`;
  return `[Source: (String)${snippet}; line: ${line}, column: ${column}]`;
}

export function problem({ text, at, line, lineStart }: JsonCursor, message: string): JsonProblem {
  return new JsonProblem(message, locationText(text, line, at - lineStart + 1));
}

export function unexpected(cursor: JsonCursor, char: string, comment: string): JsonProblem {
  return problem(cursor, `Unexpected character (${describe(char)}): ${comment}`);
}

export function describe(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return `(CTRL-CHAR, code ${code})`;
  return code > 255 ? `'${char}' (code ${code} / 0x${code.toString(16)})` : `'${char}' (code ${code})`;
}

/** Takes the next character that is no white space; undefined at the end. */
export function nextMark(cursor: JsonCursor): string | undefined {
  for (;;) {
    const char = cursor.text[cursor.at];
    if (char === undefined) return undefined;
    cursor.at += 1;
    if (char === "\n" || char === "\r") startLine(cursor, char);
    else if (char === "/") {
      const comment =
        "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)";
      throw unexpected(cursor, char, comment);
    } else if (char < " " && char !== "\t") {
      const rule = "only regular white space (\\r, \\n, \\t) is allowed between tokens";
      throw problem(cursor, `Illegal character (${describe(char)}): ${rule}`);
    } else if (char !== " " && char !== "\t") return char;
  }
}

function startLine(cursor: JsonCursor, char: string): void {
  if (char === "\r" && cursor.text[cursor.at] === "\n") cursor.at += 1;
  cursor.line += 1;
  cursor.lineStart = cursor.at;
}
