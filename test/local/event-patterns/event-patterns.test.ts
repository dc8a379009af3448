import { describe, expect, it } from "vitest";
import {
  compilePattern,
  createRuleIndex,
  explainMismatch,
  flattenEvent,
  matchesPattern,
} from "../../../src/local/event-patterns/index.ts";

const matches = (pattern: unknown, event: unknown): boolean =>
  matchesPattern(compilePattern(JSON.stringify(pattern)), flattenEvent(event));

const explain = (pattern: unknown, event: unknown): readonly string[] =>
  explainMismatch(compilePattern(JSON.stringify(pattern)), flattenEvent(event)).map(({ reason }) => reason);

function faultOf(pattern: string): string {
  try {
    compilePattern(pattern);
    return "valid";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("a wildcard for prefix and suffix", () => {
  const pattern = { detail: { object: { key: [{ wildcard: "birdstrikes/*.csv" }] } } };
  it.each([
    ["birdstrikes/2024.csv", true],
    ["birdstrikes/a b+c*ü.csv", true],
    ["birdstrikes/deep/er.csv", true],
    ["birdstrikes/.csv", true],
    ["birdstrikes/2024.CSV", false],
    ["birdstrikes/2024.csv.gz", false],
    ["other/birdstrikes/2024.csv", false],
    ["birdstrikes.csv", false],
  ])("decides on %s: %s", (key, expected) => {
    expect(matches(pattern, { detail: { object: { key } } })).toBe(expected);
  });

  it("takes an escaped star literally", () => {
    expect(matches({ a: [{ wildcard: String.raw`a\*b*` }] }, { a: "a*bc" })).toBe(true);
    expect(matches({ a: [{ wildcard: String.raw`a\*b*` }] }, { a: "axbc" })).toBe(false);
  });

  it("does not let the ends of a wildcard overlap", () => {
    expect(matches({ a: [{ wildcard: "aba*aba" }] }, { a: "aba" })).toBe(false);
    expect(matches({ a: [{ wildcard: "a*b*b" }] }, { a: "ab" })).toBe(false);
    expect(matches({ a: [{ wildcard: "a*b*b" }] }, { a: "abb" })).toBe(true);
  });
});

describe("matching", () => {
  it("tells numbers, texts, null and absence apart", () => {
    expect(matches({ a: [1] }, { a: 1.0 })).toBe(true);
    expect(matches({ a: [1] }, { a: "1" })).toBe(false);
    expect(matches({ a: [null] }, { a: null })).toBe(true);
    expect(matches({ a: [null] }, {})).toBe(false);
    expect(matches({ a: [""] }, { a: "" })).toBe(true);
    expect(matches({ a: [{ exists: false }] }, {})).toBe(true);
    expect(matches({ a: [{ exists: false }] }, { a: null })).toBe(false);
    expect(matches({ a: [{ exists: true }] }, { a: { b: 1 } })).toBe(false);
  });

  it("asks that fields of one array come from one element", () => {
    const pattern = { list: { name: ["a"], state: ["on"] } };
    expect(matches(pattern, { list: [{ name: "a", state: "on" }] })).toBe(true);
    expect(
      matches(pattern, {
        list: [
          { name: "a", state: "off" },
          { name: "b", state: "on" },
        ],
      }),
    ).toBe(false);
  });

  it("takes either branch of $or, beside the other fields", () => {
    const pattern = { source: ["s"], $or: [{ a: [{ numeric: [">", 10] }] }, { b: ["x"] }] };
    expect(matches(pattern, { source: "s", a: 11 })).toBe(true);
    expect(matches(pattern, { source: "s", a: 9, b: "x" })).toBe(true);
    expect(matches(pattern, { source: "s", a: 9 })).toBe(false);
    expect(matches(pattern, { source: "t", a: 11 })).toBe(false);
  });

  it("knows networks of both families", () => {
    expect(matches({ ip: [{ cidr: "10.0.0.0/24" }] }, { ip: "10.0.0.255" })).toBe(true);
    expect(matches({ ip: [{ cidr: "10.0.0.0/24" }] }, { ip: "10.0.1.0" })).toBe(false);
    expect(matches({ ip: [{ cidr: "2001:db8::/32" }] }, { ip: "2001:db8:ffff::1" })).toBe(true);
    expect(matches({ ip: [{ cidr: "2001:db8::/32" }] }, { ip: "10.0.0.1" })).toBe(false);
    expect(matches({ ip: [{ cidr: "2001:db8::/32" }] }, { ip: "not an address" })).toBe(false);
  });
});

describe("an invalid pattern", () => {
  it.each([
    [`{}`, "Empty objects are not allowed"],
    [`{"a":[]}`, "Empty arrays are not allowed"],
    [`{"a":"b"}`, `"a" must be an object or an array`],
    [`[]`, "Filter is not an object"],
    [`{"a":[{"prefix":1}]}`, "prefix match pattern must be a string"],
    [`{"a":[{"like":"x"}]}`, "Unrecognized match type like"],
    [`{"a":[{"numeric":["=",1E309]}]}`, "Cannot compare number : 1E309"],
    [`{"a":[{"numeric":["=",1E-325]}]}`, "Cannot compare number : 1E-325"],
    [`{"a":[{"cidr":"10.0.0.0/33"}]}`, "IPv4 mask bits must be < 32"],
    [`{"$or":[{"a":["x"]}]}`, "There must have at least 2 Objects in $or relationship."],
    [`{"a":[[1]]}`, "Match value must be String, number, true, false, or null"],
    [`{"a":["x"]`, "Unexpected end-of-input"],
    [`{"a":[x]}`, "Unrecognized token 'x'"],
    [`{"a":["x" "y"]}`, "was expecting comma to separate Array entries"],
  ])("%s is refused in AWS's words", (pattern, message) => {
    expect(faultOf(pattern)).toContain(message);
  });

  it("is refused with the place where the reader stood", () => {
    expect(faultOf(`{"a": [ { "wildcard": 5 } ] }`)).toBe(
      `wildcard match pattern must be a string\n at [Source: (String)"{"a": [ { "wildcard": 5 } ] }"; line: 1, column: 24]`,
    );
  });

  it("is refused before it multiplies out to more than a rule may have", () => {
    const two = { $or: [{ a: ["1"] }, { a: ["2"] }] };
    let pattern: object = two;
    for (let depth = 0; depth < 12; depth++) pattern = { [`l${depth}`]: two, ...wrap(pattern, depth) };
    expect(faultOf(JSON.stringify(pattern))).toContain("more than 1000 combinations");
  });
});

const wrap = (inner: object, depth: number): object => ({ [`n${depth}`]: inner });

describe("explaining why an event does not match", () => {
  it("names the field, what was there and what was asked", () => {
    expect(explain({ detail: { state: ["on"] } }, { detail: { state: "off" } })).toEqual([
      `detail.state is "off"; the pattern asks ["on"]`,
    ]);
    expect(explain({ detail: { state: ["on"], n: [1] } }, { detail: {} })).toEqual([
      `detail.state is not in the event; the pattern asks ["on"]`,
      `detail.n is not in the event; the pattern asks [1]`,
    ]);
  });

  it("points at wrong case and wrong type", () => {
    expect(explain({ a: ["On"] }, { a: "on" })[0]).toContain("upper and lower case differ");
    expect(explain({ a: [1] }, { a: "1" })[0]).toContain("a string is not equal to a number");
  });

  it("explains array elements that each match a part, and the closest branch of $or", () => {
    const pattern = { list: { name: ["a"], state: ["on"] } };
    expect(explain(pattern, { list: [{ name: "a" }, { state: "on" }] })).toEqual([
      "each of list.name, list.state matches somewhere, but no single array element has all of them",
    ]);
    expect(explain({ $or: [{ a: [1], b: [1] }, { c: [1] }] }, { a: 2 })).toEqual([
      "c is not in the event; the pattern asks [1]",
    ]);
    expect(explain({ a: [1] }, { a: 1 })).toEqual([]);
  });
});

describe("the rule index", () => {
  it("finds the rules that the plain list finds, whatever they name", () => {
    const patterns = [
      { source: ["a", "b"], "detail-type": ["t"] },
      { source: ["a"] },
      { "detail-type": ["t"] },
      { source: [{ prefix: "a" }] },
      { detail: { x: [1] } },
      { $or: [{ source: ["b"] }, { "detail-type": ["u"] }] },
    ];
    const rules = patterns.map((pattern, rule) => ({ rule, pattern: compilePattern(JSON.stringify(pattern)) }));
    const index = createRuleIndex(rules);
    for (const source of ["a", "b", "ab", "c"]) {
      for (const type of ["t", "u", "v"]) {
        for (const x of [1, 2]) {
          const event = flattenEvent({ source, "detail-type": type, detail: { x } });
          const expected = rules.filter(({ pattern }) => matchesPattern(pattern, event)).map(({ rule }) => rule);
          expect(index.match(event).toSorted()).toEqual(expected);
        }
      }
    }
  });
});
