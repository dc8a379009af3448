import { and, binary, call, equals, literal, regex } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { CheckDefinition } from "./schema.ts";

/** What a check demands of a value that has the right type already; a text says what no JSONata can. */
export type LoweredCheck = { readonly test: JsonataNode; readonly demand: string } | { readonly refused: string };

export function lowerCheck(check: CheckDefinition, value: JsonataNode): LoweredCheck {
  switch (check.check) {
    case "greater_than":
      return bound(check, value, check["inclusive"] === true ? ">=" : ">", "above");
    case "less_than":
      return bound(check, value, check["inclusive"] === true ? "<=" : "<", "below");
    case "multiple_of":
      return multipleOf(check, value);
    case "number_format":
      return numberFormat(check, value);
    case "min_length":
      return size(check, value, ">=", "minimum", "at least");
    case "max_length":
      return size(check, value, "<=", "maximum", "at most");
    case "length_equals":
      return size(check, value, "=", "length", "exactly");
    case "string_format":
      return stringFormat(check, value);
    default:
      return { refused: `the check "${check.check}"` };
  }
}

function bound(
  check: CheckDefinition,
  value: JsonataNode,
  operator: ">" | ">=" | "<" | "<=",
  word: string,
): LoweredCheck {
  const limit = check["value"];
  if (typeof limit !== "number") return { refused: "a bound that is not a number" };
  const orEqual = operator.endsWith("=") ? " or equal to" : "";
  return { test: binary(operator, value, literal(limit)), demand: `${word}${orEqual} ${limit}` };
}

function multipleOf(check: CheckDefinition, value: JsonataNode): LoweredCheck {
  const step = check["value"];
  // The remainder of fractions is inexact in floating point.
  if (typeof step !== "number" || !Number.isInteger(step) || step === 0) return { refused: "multipleOf a fraction" };
  return { test: equals(binary("%", value, literal(step)), literal(0)), demand: `a multiple of ${step}` };
}

const integerRanges: Readonly<Record<string, readonly [number, number]>> = {
  safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  int32: [-2_147_483_648, 2_147_483_647],
  uint32: [0, 4_294_967_295],
};

function numberFormat(check: CheckDefinition, value: JsonataNode): LoweredCheck {
  const format = String(check["format"]);
  if (format === "float64") return { test: literal(true), demand: "a number" };
  const range = integerRanges[format];
  if (range === undefined) return { refused: `the number format "${format}"` };
  const test = and(
    equals(value, call("floor", value)),
    binary(">=", value, literal(range[0])),
    binary("<=", value, literal(range[1])),
  );
  return { test, demand: format === "safeint" ? "an integer" : `an integer of ${format}` };
}

function size(
  check: CheckDefinition,
  value: JsonataNode,
  operator: ">=" | "<=" | "=",
  member: string,
  word: string,
): LoweredCheck {
  const limit = check[member];
  if (typeof limit !== "number") return { refused: "a length that is not a number" };
  const isText = equals(call("type", value), literal("string"));
  const length: JsonataNode = {
    kind: "conditional",
    test: isText,
    // Unlike JavaScript, zod counts characters, and so does JSONata.
    whenTrue: call("length", value),
    whenFalse: call("count", value),
  };
  return { test: binary(operator, length, literal(limit)), demand: `of ${word} ${limit} characters or elements` };
}

function stringFormat(check: CheckDefinition, value: JsonataNode): LoweredCheck {
  const format = String(check["format"]);
  switch (format) {
    case "starts_with":
      return affix(String(check["prefix"]), "starting", (text) =>
        equals(call("substring", value, literal(0), literal([...text].length)), literal(text)),
      );
    case "includes":
      return affix(String(check["includes"]), "containing", (text) => call("contains", value, literal(text)));
    case "ends_with": {
      const suffix = String(check["suffix"]);
      const start = binary("-", call("length", value), literal([...suffix].length));
      return affix(suffix, "ending", (text) =>
        and(binary(">=", start, literal(0)), equals(call("substring", value, start), literal(text))),
      );
    }
    default:
      return patternCheck(format, check["pattern"], value);
  }
}

function affix(text: string, word: string, build: (text: string) => JsonataNode): LoweredCheck {
  if (/\$\{|\{%|%\}/.test(text)) return { refused: "a text with ${ or {%" };
  return { test: build(text), demand: `${word} with "${text}"` };
}

/** Regular expressions that all engines read alike: no lookbehind, no named groups, no flags but i. */
function patternCheck(format: string, pattern: unknown, value: JsonataNode): LoweredCheck {
  if (!(pattern instanceof RegExp) && Object.prototype.toString.call(pattern) !== "[object RegExp]") {
    return { refused: `the format "${format}"` };
  }
  const { source, flags } = pattern as RegExp;
  const isPlain = !/\(\?<|\\[pPkuc]|\$\{|\{%|%\}/.test(source) && (flags === "" || flags === "i");
  if (!isPlain) return { refused: `the pattern of "${format}"` };
  return {
    test: call("contains", value, regex(source, flags as "" | "i")),
    demand: format === "regex" ? `of the form /${source}/` : `in the format ${format}`,
  };
}
