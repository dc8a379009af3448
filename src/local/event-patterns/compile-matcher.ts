import { InvalidPatternError } from "./invalid-pattern-error.ts";
import { parseCidr } from "./parse-address.ts";
import { parseWildcard } from "./parse-wildcard.ts";
import type { Matcher, NumericRange } from "./pattern.ts";
import type { Token, TokenReader } from "./token-reader.ts";

// One entry of a field's list: a plain value, or `{ "prefix": … }` and its kin. Messages are AWS's own, also where they
// are odd ("prefix match pattern must be a string" for a cidr).

const onlyOneKey = "Only one key allowed in match expression";
const tooManyElements = "Too many elements in numeric expression";

/** Reads the matcher that begins with `first`, the token read last. */
export function compileMatcher(reader: TokenReader, first: Token): Matcher {
  switch (first.kind) {
    case "startObject":
      return compileExpression(reader);
    case "string":
      return { kind: "exact", value: first.text };
    case "number":
      return { kind: "exact", value: toComparable(reader, first) };
    case "true":
    case "false":
      return { kind: "exact", value: first.kind === "true" };
    case "null":
      return { kind: "exact", value: null };
    default:
      return reader.fail("Match value must be String, number, true, false, or null");
  }
}

function compileExpression(reader: TokenReader): Matcher {
  const name = reader.next();
  if (name.kind !== "fieldName") return reader.fail("Match expression name not found");
  const compile = expressions[name.text];
  return compile === undefined ? reader.fail(`Unrecognized match type ${name.text}`) : compile(reader);
}

const expressions: Readonly<Record<string, (reader: TokenReader) => Matcher>> = {
  exactly: (reader) => {
    const value = readString(reader, reader.next(), "exact");
    return closed(reader, { kind: "exact", value });
  },
  prefix: (reader) => compileAffix(reader, "prefix"),
  suffix: (reader) => compileAffix(reader, "suffix"),
  "equals-ignore-case": (reader) => {
    const value = readString(reader, reader.next(), "equals-ignore-case");
    return closed(reader, { kind: "equalsIgnoreCase", value });
  },
  wildcard: (reader) => closed(reader, toWildcard(reader, readString(reader, reader.next(), "wildcard"))),
  numeric: (reader) => closed(reader, { kind: "numeric", range: readRange(reader) }, tooManyElements),
  cidr: (reader) => {
    const text = readString(reader, reader.next(), "prefix");
    // The one message that AWS gives without a place.
    const refuse = (message: string): never => {
      throw new InvalidPatternError(message);
    };
    return closed(reader, { kind: "cidr", range: orRefuse(() => parseCidr(text), refuse) });
  },
  exists: (reader) => {
    const { kind } = reader.next();
    if (kind !== "true" && kind !== "false") return reader.fail("exists match pattern must be either true or false.");
    return closed(reader, { kind: "exists", present: kind === "true" });
  },
  "anything-but": (reader) => closed(reader, { kind: "anythingBut", matchers: readExcluded(reader) }, tooManyElements),
};

/** Names that stand for matchers, and so cannot be fields of a `$or` alternative. */
export const reservedNames: ReadonlySet<string> = new Set(Object.keys(expressions));

function compileAffix(reader: TokenReader, kind: "prefix" | "suffix"): Matcher {
  const token = reader.next();
  if (token.kind !== "startObject") {
    const value = readString(reader, token, kind);
    return closed(reader, { kind, value, ignoreCase: false });
  }
  const name = reader.next();
  if (name.kind !== "fieldName") return reader.fail(`${kind} expression name not found`);
  if (name.text !== "equals-ignore-case") return reader.fail(`Unsupported ${kind} pattern: ${name.text}`);
  const value = readString(reader, reader.next(), "equals-ignore-case");
  return closed(reader, closed<Matcher>(reader, { kind, value, ignoreCase: true }));
}

function readRange(reader: TokenReader): NumericRange {
  if (reader.next().kind !== "startArray") return reader.fail("Value of numeric must be an array.");
  const operator = reader.next();
  if (operator.kind !== "string") return reader.fail(`Invalid member in numeric match: ${operator.text}`);
  const operand = readOperand(reader, operator.text === "=" ? "equals" : operator.text);
  switch (operator.text) {
    case "=":
    case "<":
    case "<=": {
      closeList(reader, tooManyElements);
      const value = toComparable(reader, operand);
      return operator.text === "="
        ? { bottom: value, includesBottom: true, top: value, includesTop: true }
        : { bottom: -Infinity, includesBottom: true, top: value, includesTop: operator.text === "<=" };
    }
    case ">":
    case ">=":
      return readRangeFrom(reader, operand, operator.text === ">=");
    default:
      return reader.fail(`Unrecognized numeric range operator: ${operator.text}`);
  }
}

function readRangeFrom(reader: TokenReader, from: Token, includesBottom: boolean): NumericRange {
  const next = reader.next();
  if (next.kind === "endArray")
    return { bottom: toComparable(reader, from), includesBottom, top: Infinity, includesTop: true };
  if (next.kind !== "string") return reader.fail(`Bad value in numeric range: ${next.text}`);
  if (next.text !== "<" && next.text !== "<=") return reader.fail(`Bad numeric range operator: ${next.text}`);
  const to = readOperand(reader, next.text);
  closeList(reader, "Too many terms in numeric range");
  if (Number(from.text) >= Number(to.text)) return reader.fail("Bottom must be less than top");
  const [bottom, top] = [toComparable(reader, from), toComparable(reader, to)];
  return { bottom, includesBottom, top, includesTop: next.text === "<=" };
}

function readOperand(reader: TokenReader, operator: string): Token {
  const token = reader.next();
  return token.kind === "number" ? token : reader.fail(`Value of ${operator} must be numeric`);
}

/** The number of a token; AWS looks whether it can be compared only when the range around it is read. */
function toComparable(reader: TokenReader, { text }: Token): number {
  const value = Number(text);
  const isUnderflow = value === 0 && /[1-9]/.test(text.replace(/[eE].*$/, ""));
  if (!Number.isFinite(value) || isUnderflow) return reader.fail(`Cannot compare number : ${text}`);
  return value;
}

function readExcluded(reader: TokenReader): readonly Matcher[] {
  const token = reader.next();
  switch (token.kind) {
    case "startObject":
      return readExcludedExpression(reader);
    case "startArray":
      return readExcludedList(reader);
    case "string":
    case "number":
      return [compileMatcher(reader, token)];
    default:
      return reader.fail("Inside anything-but list, start|null|boolean is not supported.");
  }
}

function readExcludedList(reader: TokenReader): readonly Matcher[] {
  const matchers: Matcher[] = [];
  const kinds = new Set<string>();
  for (let token = reader.next(); token.kind !== "endArray"; token = reader.next()) {
    if (token.kind !== "string" && token.kind !== "number") {
      return reader.fail("Inside anything but list, start|null|boolean is not supported.");
    }
    kinds.add(token.kind);
    matchers.push(compileMatcher(reader, token));
  }
  if (kinds.size > 1) {
    return reader.fail("Inside anything but list, either all values are number or string, mixed type is not supported");
  }
  return matchers.length === 0 ? reader.fail("Empty arrays are not allowed") : matchers;
}

function readExcludedExpression(reader: TokenReader): readonly Matcher[] {
  const name = reader.next();
  if (name.kind !== "fieldName") return reader.fail("Anything-But expression name not found");
  const read = excludedExpressions[name.text];
  if (read === undefined) return reader.fail(`Unsupported anything-but pattern: ${name.text}`);
  const token = reader.next();
  if (token.kind === "startObject") {
    return reader.fail("Value of anything-but must be an array or single string/number value.");
  }
  const parsers: ParseExcluded[] = [];
  if (token.kind === "startArray") {
    for (let member = reader.next(); member.kind !== "endArray"; member = reader.next()) {
      parsers.push(read(reader, member));
    }
    if (parsers.length === 0) return reader.fail("Empty arrays are not allowed");
  } else {
    parsers.push(read(reader, token));
  }
  const matchers = parsers.map((parse) => parse());
  return closed(reader, matchers, tooManyElements);
}

/** Gives the matcher of an entry once the list around it is read, which is when AWS looks into wildcards. */
type ParseExcluded = () => Matcher;

const excludedExpressions: Readonly<Record<string, (reader: TokenReader, token: Token) => ParseExcluded>> = {
  prefix: (reader, token) => {
    const value = readExcludedAffix(reader, token);
    return () => ({ kind: "prefix", value, ignoreCase: false });
  },
  suffix: (reader, token) => {
    const value = readExcludedAffix(reader, token);
    return () => ({ kind: "suffix", value, ignoreCase: false });
  },
  wildcard: (reader, token) => {
    const text = readString(reader, token, "wildcard");
    return () => toWildcard(reader, text);
  },
  "equals-ignore-case": (reader, token) => {
    if (token.kind === "string") return () => ({ kind: "equalsIgnoreCase", value: token.text });
    return reader.fail("Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.");
  },
};

function readExcludedAffix(reader: TokenReader, token: Token): string {
  if (token.kind !== "string") return reader.fail("prefix/suffix match pattern must be a string");
  return token.text === "" ? reader.failBehind("Null prefix/suffix not allowed") : token.text;
}

function toWildcard(reader: TokenReader, text: string): Matcher {
  return { kind: "wildcard", parts: orRefuse(() => parseWildcard(text), reader.failBehind) };
}

function readString(reader: TokenReader, token: Token, what: string): string {
  return token.kind === "string" ? token.text : reader.fail(`${what} match pattern must be a string`);
}

function closeList(reader: TokenReader, message: string): void {
  if (reader.next().kind !== "endArray") reader.fail(message);
}

function closed<Value>(reader: TokenReader, value: Value, message = onlyOneKey): Value {
  return reader.next().kind === "endObject" ? value : reader.fail(message);
}

function orRefuse<Value>(parse: () => Value, refuse: (message: string) => never): Value {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(error.message);
    throw error;
  }
}
