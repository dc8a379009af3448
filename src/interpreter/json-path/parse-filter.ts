import type { Json } from "#asl";
import { filterOperators } from "./filter-node.ts";
import type { FilterNode, FilterOperand, FilterOperator } from "./filter-node.ts";
import type { ParsedPath } from "./path-token.ts";
import { accept, acceptLiteral, acceptPattern, expect, peek, problem, readQuoted, skipSpace } from "./text-reader.ts";
import type { TextReader } from "./text-reader.ts";

/** Paths hold filters and filters hold paths: each is given the other, so that the files do not need each other. */
export type ReadPath = (reader: TextReader) => ParsedPath;

/** Reads what stands between the parentheses of `[?(…)]`: `||` binds weakest, then `&&`, then `!`. */
export function parseFilter(reader: TextReader, readPath: ReadPath): FilterNode {
  let left = readAnd(reader, readPath);
  while (accept(reader, "||")) left = { kind: "or", left, right: readAnd(reader, readPath) };
  return left;
}

function readAnd(reader: TextReader, readPath: ReadPath): FilterNode {
  let left = readTest(reader, readPath);
  while (accept(reader, "&&")) left = { kind: "and", left, right: readTest(reader, readPath) };
  return left;
}

function readTest(reader: TextReader, readPath: ReadPath): FilterNode {
  skipSpace(reader);
  const test = readBareTest(reader, readPath);
  skipSpace(reader);
  return test;
}

function readBareTest(reader: TextReader, readPath: ReadPath): FilterNode {
  if (accept(reader, "!")) return { kind: "not", test: readTest(reader, readPath) };
  if (accept(reader, "(")) {
    const inner = parseFilter(reader, readPath);
    expect(reader, ")");
    return inner;
  }
  const left = readOperand(reader, readPath);
  skipSpace(reader);
  const operator = readOperator(reader);
  if (operator !== undefined) {
    skipSpace(reader);
    return { kind: "compare", operator, left, right: readOperand(reader, readPath) };
  }
  if (left.kind !== "path") throw problem(reader, "a comparison expected");
  return { kind: "exists", path: left.path };
}

function readOperator(reader: TextReader): FilterOperator | undefined {
  const found = filterOperators.find((operator) => {
    const isWord = /^\w/u.test(operator);
    return reader.text.startsWith(operator, reader.at) && !(isWord && /[\w(]/u.test(peek(reader, operator.length)));
  });
  if (found !== undefined) reader.at += found.length;
  return found;
}

const pattern = /\/(?:[^/\\]|\\.)+\/[a-z]*/uy;

function readOperand(reader: TextReader, readPath: ReadPath): FilterOperand {
  const next = peek(reader);
  if (next === "@" || next === "$") return { kind: "path", path: readPath(reader) };
  if (next === "'" || next === '"') return { kind: "literal", value: readQuoted(reader) };
  if (next === "[" || next === "{") return { kind: "literal", value: readJson(reader) };
  const regular = acceptPattern(reader, pattern);
  if (regular !== undefined) return { kind: "pattern", pattern: readPattern(reader, regular) };
  const value = acceptLiteral(reader);
  if (value === undefined) throw problem(reader, "a path or a value expected");
  return { kind: "literal", value };
}

/** `=~` matches whole texts, as Java's does. */
function readPattern(reader: TextReader, text: string): RegExp {
  const end = text.lastIndexOf("/");
  try {
    return new RegExp(`^(?:${text.slice(1, end)})$`, `u${text.slice(end + 1).includes("i") ? "i" : ""}`);
  } catch {
    throw problem(reader, `the pattern ${text} is not valid`);
  }
}

/** An array or an object: the shortest text from here that is JSON once single quotes are double ones. */
function readJson(reader: TextReader): Json {
  const close = peek(reader) === "[" ? "]" : "}";
  for (let end = reader.text.indexOf(close, reader.at); end >= 0; end = reader.text.indexOf(close, end + 1)) {
    const value = parseJson(reader.text.slice(reader.at, end + 1).replaceAll("'", '"'));
    if (value === undefined) continue;
    reader.at = end + 1;
    return value;
  }
  throw problem(reader, "the value is not JSON");
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
