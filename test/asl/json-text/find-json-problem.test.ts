import { describe, expect, it } from "vitest";
import { findJsonProblem } from "../../../src/asl/json-text/find-json-problem.ts";

/** The message, and where it is: line and column. */
function problemOf(text: string): readonly string[] {
  const problem = findJsonProblem(text);
  return problem === undefined
    ? []
    : [problem.message, problem.location.replace(/^[^]*; line: (\d+), column: /u, "$1:")];
}

const values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const at = (text: string, column: number): string => `[Source: (String)"${text}"; line: 1, column: ${column}]`;

// Jackson's own words, as of 2.10 to 2.15.
describe("the words of Jackson", () => {
  it.each<[string, string, string]>([
    ["{", `Unexpected end-of-input: expected close marker for Object (start marker at ${at("{", 1)})`, "1:2]"],
    ["]", `Unexpected close marker ']': expected '}' (for root starting at ${at("]", 0)})`, "1:2]"],
    ['{"a":[1}', `Unexpected close marker '}': expected ']' (for Array starting at ${at('{"a":[1}', 6)})`, "1:9]"],
    ["{not", "Unexpected character ('n' (code 110)): was expecting double-quote to start field name", "1:3]"],
    ['{"a":1,}', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name", "1:9]"],
    ["[1,]", `Unexpected character (']' (code 93)): expected a valid value ${values}`, "1:5]"],
    ["[1 2]", "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", "1:5]"],
    ['{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value", "1:7]"],
    ['{"a":}', "Unexpected character ('}' (code 125)): expected a value", "1:7]"],
    ['{"a":', "Unexpected end-of-input within/between Object entries", "1:6]"],
    ['{"a', "Unexpected end-of-input in field name", "1:4]"],
    ['["a', "Unexpected end-of-input: was expecting closing quote for a string value", "1:4]"],
    ["00", "Invalid numeric value: Leading zeroes not allowed", "1:2]"],
    [
      "[-x]",
      "Unexpected character ('x' (code 120)) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value",
      "1:4]",
    ],
    ["[NaN]", "Non-standard token 'NaN': enable JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS to allow", "1:5]"],
    ['["\\q"]', "Unrecognized character escape 'q' (code 113)", "1:5]"],
    [
      '["\t"]',
      "Illegal unquoted character ((CTRL-CHAR, code 9)): has to be escaped using backslash to be included in string value",
      "1:4]",
    ],
    ["{\r\n  'a': 1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name", "2:4]"],
    ['{"a":1,"a":2}', "Duplicate field 'a'", "1:11]"],
    ["{} x", `Unrecognized token 'x': was expecting ${values}`, "1:5]"],
  ])("are said of %j", (text, message, place) => {
    expect(problemOf(text)).toEqual([message, place]);
  });

  it("show no more than 500 characters of the text", () => {
    const text = `["${"x".repeat(600)}`;
    expect(findJsonProblem(text)?.location).toBe(
      `[Source: (String)"["${"x".repeat(498)}"[truncated 102 chars]; line: 1, column: 603]`,
    );
  });
});

describe("what is a problem", () => {
  const parses = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };

  it("is what JavaScript cannot parse either, for a text with any one or two characters changed", () => {
    const text = '{"a":[1,2.5e3,{"b\\n":"x\\u12aF",c":null}],"d":true}';
    const others = [...'{}[],:"01e.-\\ntfu ', ""];
    const changed = [...text].flatMap((_, index) =>
      others.flatMap((char) => [
        `${text.slice(0, index)}${char}${text.slice(index + 1)}`,
        `${text.slice(0, index)}${char}${text.slice(index)}`.replace('c"', '"c"'),
      ]),
    );
    const differing = changed.filter(
      (one) => parses(one) !== (findJsonProblem(one) === undefined) && !problemOf(one)[0]?.startsWith("Duplicate"),
    );
    expect(differing).toEqual([]);
    expect(changed.some(parses)).toBe(true);
  });

  it("is not how deep a text nests", () => {
    expect(problemOf(`${"[".repeat(5000)}${"]".repeat(5000)}`)).toEqual([]);
  });
});
