import { compileMatcher, reservedNames } from "./compile-matcher.ts";
import { InvalidPatternError } from "./invalid-pattern-error.ts";
import type { EventPattern, FieldCondition, Matcher } from "./pattern.ts";
import { createTokenReader } from "./token-reader.ts";
import type { Token, TokenReader } from "./token-reader.ts";

type Alternative = ReadonlyMap<string, FieldCondition>;

// EventBridge's quota for one rule; beyond it `$or` of `$or` would fill the memory.
const mostAlternatives = 1000;

/**
 * Reads an event pattern.
 *
 * @throws {InvalidPatternError} with the message of AWS's rule engine.
 * @example compilePattern('{"source":["aws.s3"],"detail":{"object":{"key":[{"prefix":"in/"}]}}}')
 */
export function compilePattern(source: string): EventPattern {
  const reader = createTokenReader(source);
  if (reader.next().kind !== "startObject") reader.fail("Filter is not an object");
  const alternatives = readFields(reader, "", [new Map()], false);
  return { alternatives: alternatives.map((alternative) => [...alternative.values()]) };
}

function readFields(
  reader: TokenReader,
  path: string,
  before: readonly Alternative[],
  isInsideOr: boolean,
): readonly Alternative[] {
  let alternatives = before;
  let isEmpty = true;
  for (let name = reader.next(); name.kind !== "endObject"; name = reader.next()) {
    isEmpty = false;
    if (isInsideOr && reservedNames.has(name.text)) {
      reader.fail(`${name.text} is Ruler reserved fieldName which cannot be used inside $or.`);
    }
    const fieldPath = path === "" ? name.text : `${path}.${name.text}`;
    const value = reader.next();
    if (value.kind === "startObject") {
      alternatives = readFields(reader, fieldPath, alternatives, false);
    } else if (value.kind !== "startArray") {
      reader.fail(`"${name.text}" must be an object or an array`);
    } else if (name.text === "$or") {
      alternatives = readAlternatives(reader, path, alternatives);
    } else {
      const condition = readCondition(reader, fieldPath, value);
      // A repeated field replaces the earlier one, also one that stands outside the `$or`.
      alternatives = alternatives.map((alternative) => new Map(alternative).set(fieldPath, condition));
    }
  }
  if (isEmpty) reader.fail("Empty objects are not allowed");
  return alternatives;
}

function readAlternatives(reader: TokenReader, path: string, before: readonly Alternative[]): readonly Alternative[] {
  const branches: (readonly Alternative[])[] = [];
  for (let token = reader.next(); token.kind !== "endArray"; token = reader.next()) {
    if (token.kind !== "startObject") reader.fail("Only JSON object is allowed in array of $or relationship.");
    branches.push(readFields(reader, path, before, true));
  }
  if (branches.length < 2) reader.fail("There must have at least 2 Objects in $or relationship.");
  const alternatives = branches.flat();
  if (alternatives.length > mostAlternatives) {
    throw new InvalidPatternError(
      `Rule is invalid. Reason: more than ${mostAlternatives} combinations of $or (${alternatives.length})`,
    );
  }
  return alternatives;
}

function readCondition(reader: TokenReader, path: string, list: Token): FieldCondition {
  const matchers: Matcher[] = [];
  let token = reader.next();
  for (; token.kind !== "endArray"; token = reader.next()) matchers.push(compileMatcher(reader, token));
  if (matchers.length === 0) reader.fail("Empty arrays are not allowed");
  return { path, matchers, text: reader.slice(list.start, token.end) };
}
