import { parseFilter } from "./parse-filter.ts";
import type { ParsedPath, PathRoot, PathToken } from "./path-token.ts";
import { pathFunctionNames } from "./path-functions.ts";
import {
  accept,
  acceptPattern,
  expect,
  isAtEnd,
  peek,
  problem,
  readQuoted,
  skipSpace,
  textReader,
} from "./text-reader.ts";
import type { TextReader } from "./text-reader.ts";

/** Parses a whole text as one path; throws `InvalidPath`. */
export function parsePath(source: string): ParsedPath {
  const reader = textReader(source);
  const path = readPath(reader);
  if (!isAtEnd(reader)) throw problem(reader, "a path ends");
  return path;
}

/** Reads the path that begins here, as far as it goes. */
export function readPath(reader: TextReader): ParsedPath {
  const start = reader.at;
  const root = readRoot(reader);
  const tokens: PathToken[] = [];
  for (let token = readToken(reader); token !== undefined; token = readToken(reader)) {
    tokens.push(token);
    // Nothing follows a function.
    if (token.kind === "function") break;
  }
  return { source: reader.text.slice(start, reader.at), root, tokens, isDefinite: isDefinite(tokens) };
}

const variableName = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;

function readRoot(reader: TextReader): PathRoot {
  if (accept(reader, "@")) return { kind: "element" };
  if (accept(reader, "$$")) return { kind: "context" };
  expect(reader, "$");
  const name = acceptPattern(reader, variableName);
  return name === undefined ? { kind: "document" } : { kind: "variable", name };
}

function readToken(reader: TextReader): PathToken | undefined {
  if (peek(reader) === "[") return readBracket(reader);
  if (peek(reader) !== ".") return undefined;
  reader.at++;
  if (accept(reader, ".")) {
    // `..[0]` and `..['a']` go on with the bracket, `..a` with the name.
    if (peek(reader) !== "[") reader.at--;
    return { kind: "descent" };
  }
  if (peek(reader) === "[") return readBracket(reader);
  if (accept(reader, "*")) return { kind: "wildcard" };
  return readName(reader);
}

const plainName = /[^\s.[\](),'"?@=<>!&|~*]+/uy;

function readName(reader: TextReader): PathToken {
  const name = acceptPattern(reader, plainName);
  if (name === undefined) throw problem(reader, "a name expected");
  if (!accept(reader, "(")) return { kind: "properties", names: [name] };
  skipSpace(reader);
  if (!pathFunctionNames.includes(name)) throw problem(reader, `there is no function '${name}'`);
  expect(reader, ")");
  return { kind: "function", name };
}

const integer = /-?\d+/uy;

function readBracket(reader: TextReader): PathToken {
  expect(reader, "[");
  skipSpace(reader);
  const token = readInBrackets(reader);
  skipSpace(reader);
  expect(reader, "]");
  return token;
}

function readInBrackets(reader: TextReader): PathToken {
  if (accept(reader, "*")) return { kind: "wildcard" };
  if (accept(reader, "?")) {
    skipSpace(reader);
    expect(reader, "(");
    const test = parseFilter(reader, readPath);
    expect(reader, ")");
    return { kind: "filter", test };
  }
  if (peek(reader) === "'" || peek(reader) === '"') {
    return { kind: "properties", names: readList(reader, () => readQuoted(reader)) };
  }
  const from = readInteger(reader);
  skipSpace(reader);
  if (accept(reader, ":")) {
    skipSpace(reader);
    const to = readInteger(reader);
    if (from === undefined && to === undefined) throw problem(reader, "a slice needs a beginning or an end");
    return { kind: "slice", from, to };
  }
  if (from === undefined) throw problem(reader, "an index, a name, a slice, a filter or * expected");
  const rest = accept(reader, ",") ? readList(reader, () => mustInteger(reader)) : [];
  return { kind: "indexes", indexes: [from, ...rest] };
}

function readList<Element>(reader: TextReader, read: () => Element): Element[] {
  const elements: Element[] = [];
  do {
    skipSpace(reader);
    elements.push(read());
    skipSpace(reader);
  } while (accept(reader, ","));
  return elements;
}

function readInteger(reader: TextReader): number | undefined {
  const digits = acceptPattern(reader, integer);
  return digits === undefined ? undefined : Number(digits);
}

function mustInteger(reader: TextReader): number {
  const value = readInteger(reader);
  if (value === undefined) throw problem(reader, "an index expected");
  return value;
}

/** Several names at the end of a path select one object of them; anywhere else they select several values. */
function isDefinite(tokens: readonly PathToken[]): boolean {
  return (
    tokens.every((token, position) => {
      switch (token.kind) {
        case "properties":
          return token.names.length === 1 || position === tokens.length - 1;
        case "indexes":
          return token.indexes.length === 1;
        case "function":
          return true;
        default:
          return false;
      }
    }) || tokens.at(-1)?.kind === "function"
  );
}
