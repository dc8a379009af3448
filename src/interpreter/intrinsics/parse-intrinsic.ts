import type { Json } from "#asl";
import { InvalidPath } from "../json-path/invalid-path.ts";
import { readPath } from "../json-path/parse-path.ts";
import type { ParsedPath } from "../json-path/path-token.ts";
import {
  accept,
  acceptLiteral,
  acceptPattern,
  expect,
  isAtEnd,
  peek,
  problem,
  readQuoted,
  skipSpace,
  textReader,
} from "../json-path/text-reader.ts";
import type { TextReader } from "../json-path/text-reader.ts";

/** An intrinsic function's call, as it is written. */
export interface IntrinsicCall {
  readonly kind: "call";
  readonly source: string;
  /** Without `States.`. */
  readonly name: string;
  readonly arguments: readonly IntrinsicArgument[];
}

export type IntrinsicArgument =
  | IntrinsicCall
  | { readonly kind: "path"; readonly path: ParsedPath }
  | { readonly kind: "literal"; readonly value: Json };

/** Parses a whole text as one call; throws `InvalidPath`. */
export function parseIntrinsic(source: string): IntrinsicCall {
  const reader = textReader(source);
  const call = readCall(reader);
  skipSpace(reader);
  if (!isAtEnd(reader)) throw problem(reader, "the function's call ends");
  return call;
}

const functionName = /[A-Za-z0-9]+/uy;

// AWS: "You can nest up to 10 intrinsic functions within a field".
const maximumDepth = 10;

function readCall(reader: TextReader, depth = 1): IntrinsicCall {
  if (depth > maximumDepth) throw new InvalidPath(`more than ${maximumDepth} functions are nested in '${reader.text}'`);
  const start = reader.at;
  expect(reader, "States.");
  const name = acceptPattern(reader, functionName);
  if (name === undefined) throw problem(reader, "a function's name expected");
  expect(reader, "(");
  const args: IntrinsicArgument[] = [];
  skipSpace(reader);
  if (!accept(reader, ")")) {
    do args.push(readArgument(reader, depth));
    while (accept(reader, ","));
    expect(reader, ")");
  }
  return { kind: "call", source: reader.text.slice(start, reader.at), name, arguments: args };
}

function readArgument(reader: TextReader, depth: number): IntrinsicArgument {
  skipSpace(reader);
  const argument = readBareArgument(reader, depth);
  skipSpace(reader);
  return argument;
}

function readBareArgument(reader: TextReader, depth: number): IntrinsicArgument {
  if (peek(reader) === "$") return { kind: "path", path: readPath(reader) };
  // Braces keep their backslash: States.Format still has to tell `\{}` from `{}`.
  if (peek(reader) === "'") return { kind: "literal", value: readQuoted(reader) };
  if (reader.text.startsWith("States.", reader.at)) return readCall(reader, depth + 1);
  const value = acceptLiteral(reader);
  if (value === undefined) throw problem(reader, "a path, a value or a function expected");
  return { kind: "literal", value };
}
