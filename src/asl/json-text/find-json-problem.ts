import { jsonCursor, locationText, nextMark, problem, unexpected } from "./json-cursor.ts";
import type { JsonCursor } from "./json-cursor.ts";
import { JsonProblem } from "./json-problem.ts";
import { readScalar, readText } from "./read-scalar.ts";

/** An object or array whose end was not read yet, and the text itself. */
interface Nesting {
  readonly kind: "root" | "Array" | "Object";
  readonly line: number;
  readonly column: number;
  /** The names of the object's fields so far. */
  readonly names: Set<string>;
  isEmpty: boolean;
}

/**
 * Says why a text is no JSON as Step Functions reads it, or that it is: with Jackson, which refuses a field that is there twice.
 * Token by token, so that a text may nest as deep as it likes.
 */
export function findJsonProblem(text: string): JsonProblem | undefined {
  const cursor = jsonCursor(text);
  const open = [nesting(cursor, "root")];
  try {
    do readToken(cursor, open);
    while (open.length > 1);
    const rest = nextMark(cursor);
    return rest === undefined ? undefined : readRest(cursor, rest);
  } catch (error) {
    if (error instanceof JsonProblem) return error;
    throw error;
  }
}

/** What was just opened. */
function nesting({ line, at, lineStart }: JsonCursor, kind: Nesting["kind"]): Nesting {
  return { kind, line, column: at - lineStart, names: new Set(), isEmpty: true };
}

/** Nothing follows the value; what does is first said to be no value, where it is none. */
function readRest(cursor: JsonCursor, first: string): JsonProblem {
  if (first === '"') readText(cursor, "string value");
  else if (first !== "{" && first !== "[") readScalar(cursor, first);
  return problem(cursor, "Trailing token found after value: not allowed");
}

function readToken(cursor: JsonCursor, open: Nesting[]): void {
  const inside = open.at(-1)!;
  const { kind } = inside;
  let mark = nextMark(cursor);
  if (mark === undefined) {
    const marker = `expected close marker for ${kind} (start marker at ${startOf(inside, cursor)})`;
    throw problem(cursor, `Unexpected end-of-input: ${marker}`);
  }
  if (mark === "]" || mark === "}") return close(cursor, open, mark);
  if (!inside.isEmpty) mark = afterComma(cursor, inside, mark);
  inside.isEmpty = false;
  if (kind === "Object") mark = afterName(cursor, inside, mark);
  readValue(cursor, open, mark);
}

function startOf({ line, column }: Nesting, { text }: JsonCursor): string {
  return locationText(text, line, column);
}

function close(cursor: JsonCursor, open: Nesting[], mark: "]" | "}"): void {
  const inside = open.at(-1)!;
  const { kind } = inside;
  if (kind !== (mark === "]" ? "Array" : "Object")) {
    // Of the two, the one that was not found is named.
    const expected = mark === "]" ? "}" : "]";
    const opening = `for ${kind} starting at ${startOf(inside, cursor)}`;
    throw problem(cursor, `Unexpected close marker '${mark}': expected '${expected}' (${opening})`);
  }
  open.pop();
}

function afterComma(cursor: JsonCursor, { kind }: Nesting, mark: string): string {
  if (mark !== ",") throw unexpected(cursor, mark, `was expecting comma to separate ${kind} entries`);
  return mustMark(cursor, kind);
}

function afterName(cursor: JsonCursor, { kind, names }: Nesting, mark: string): string {
  if (mark !== '"') throw unexpected(cursor, mark, "was expecting double-quote to start field name");
  const written = readText(cursor, "name");
  const name = written.includes("\\") ? (JSON.parse(`"${written}"`) as string) : written;
  if (names.has(name)) throw problem(cursor, `Duplicate field '${name}'`);
  names.add(name);
  const colon = mustMark(cursor, kind);
  if (colon !== ":") throw unexpected(cursor, colon, "was expecting a colon to separate field name and value");
  return mustMark(cursor, kind);
}

function mustMark(cursor: JsonCursor, kind: Nesting["kind"]): string {
  const mark = nextMark(cursor);
  if (mark === undefined) throw problem(cursor, `Unexpected end-of-input within/between ${kind} entries`);
  return mark;
}

function readValue(cursor: JsonCursor, open: Nesting[], mark: string): void {
  if (mark === "{" || mark === "[") {
    open.push(nesting(cursor, mark === "{" ? "Object" : "Array"));
  } else if (mark === '"') readText(cursor, "string value");
  else readScalar(cursor, mark);
}
