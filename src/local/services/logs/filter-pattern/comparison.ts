import { matchesWildcard } from "../../../event-patterns/index.ts";
import type { PatternReader } from "./pattern-reader.ts";
import { invalidPattern } from "./pattern-reader.ts";
import { compileRegularExpression } from "./regular-expression.ts";

/** What a field is compared as: a number of JSON, or a text. */
export type Comparable = string | number;

export type Comparison = (actual: Comparable) => boolean;

const operator = /!=|>=|<=|=|>|</y;
const quotedText = /"(?:[^"\\]|\\.)*"/y;
const expression = /%[^%]*%/y;
const bareText = /[^\s()[\]{}&|,"%]+/y;
const number = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** Reads an operator with the value after it. */
export function readComparison(reader: PatternReader): Comparison {
  const sign = reader.expect(operator);
  if (sign !== "=" && sign !== "!=") return readOrder(reader, sign);
  const equals = readEquality(reader);
  return sign === "=" ? equals : (actual) => !equals(actual);
}

function readOrder(reader: PatternReader, sign: string): Comparison {
  const wanted = numberOf(reader.expect(bareText));
  if (wanted === undefined) throw invalidPattern();
  return (text) => {
    const actual = numberOf(text);
    if (actual === undefined) return false;
    if (sign === ">") return actual > wanted;
    if (sign === ">=") return actual >= wanted;
    return sign === "<" ? actual < wanted : actual <= wanted;
  };
}

function readEquality(reader: PatternReader): Comparison {
  const quoted = reader.take(quotedText);
  if (quoted !== undefined) return compileWildcard(quoted.slice(1, -1).replaceAll(/\\(["\\])/g, "$1"));
  const regular = reader.take(expression);
  if (regular !== undefined) {
    const test = compileRegularExpression(regular.slice(1, -1));
    return (actual) => test.test(String(actual));
  }
  const bare = reader.expect(bareText);
  const wanted = numberOf(bare);
  const matches = compileWildcard(bare);
  return (actual) => matches(actual) || (typeof actual === "number" && actual === wanted);
}

/** `*` stands for any text; the rest is taken as it is. */
function compileWildcard(pattern: string): Comparison {
  const parts = pattern.split("*");
  return (actual) => matchesWildcard(parts, String(actual));
}

function numberOf(value: Comparable): number | undefined {
  if (typeof value === "number") return value;
  return number.test(value) ? Number(value) : undefined;
}
