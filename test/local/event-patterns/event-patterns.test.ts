import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compilePattern,
  createRuleIndex,
  explainMismatch,
  flattenEvent,
  matchesPattern,
  nestingDepth,
} from "../../../src/local/event-patterns/index.ts";

const matches = (pattern: unknown, event: unknown): boolean =>
  matchesPattern(compilePattern(JSON.stringify(pattern)), flattenEvent(event));

const explain = (pattern: unknown, event: unknown): readonly string[] =>
  explainMismatch(compilePattern(JSON.stringify(pattern)), event).map(({ reason }) => reason);

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
    [`{"a":[{"anything-but":{"wildcard":["x","a**"]}}]}`, "Consecutive wildcard characters at pos 2"],
    [`{"a":[{"numeric":["<>",1]}]}`, "Unrecognized numeric range operator: <>"],
    [`{"a":["x" "y"]}`, "was expecting comma to separate Array entries"],
  ])("%s is refused in AWS's words", (pattern, message) => {
    expect(faultOf(pattern)).toContain(message);
  });

  it("is refused with the place where the reader stood", () => {
    expect(faultOf(`{"a": [ { "wildcard": 5 } ] }`)).toBe(
      `wildcard match pattern must be a string\n at [Source: (String)"{"a": [ { "wildcard": 5 } ] }"; line: 1, column: 24]`,
    );
  });

  it.each([
    [`{"x": [{"numeric": ["=", 1E309]}]}`, 32],
    [`{"x": [{"numeric": ["<>", 1, ">", 0]}]}`, 28],
    [`{"key": [{"wildcard": "abc**def"}]}`, 33],
    [`{"a": [ { "anything-but": { "wildcard": ["1", "foo**bar"] } } ] }`, 58],
    [`{"a": [ { "anything-but": { "prefix": ["1", ""] } } ] }`, 47],
    [`{"my_key":[{"EXISTS":true}]}`, 26],
  ])("%s is refused at column %i", (pattern, column) => {
    expect(faultOf(pattern)).toContain(`line: 1, column: ${column}]`);
  });

  it("is refused without a place for what is no network", () => {
    expect(faultOf(`{"a":[{"cidr":"10.0.0.0"}]}`)).toBe("Malformed CIDR, one '/' required");
  });

  it("is refused where it is nested deeper than AWS reads", () => {
    const nested = (depth: number): string => `{"a":`.repeat(depth) + "[1]" + "}".repeat(depth);
    expect(faultOf(nested(999))).toBe("valid");
    expect(faultOf(nested(1000))).toContain("Document nesting depth (1001) exceeds the maximum allowed (1000)");
    expect(faultOf(nested(100_000))).toContain("Document nesting depth (1001)");
    expect(nestingDepth(String.raw`{"[[":"\"[{","a":[[{}],{}]}`)).toBe(4);
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

  it.each([
    ["wrong case", ["On"], "on", "upper and lower case differ"],
    ["wrong case of a wildcard", [{ wildcard: "in/*.csv" }], "in/a.CSV", "upper and lower case differ"],
    ["a number in quotes", [1], "1", "a string is not equal to a number"],
    ["a number in quotes, in a range", [{ numeric: [">", 0] }], "1", "a string is not compared as a number"],
    ["a number where a text is asked", [{ prefix: "1" }], 12, "a number is not compared as text"],
    ["true in quotes", [true], "true", "a string is not equal to a boolean"],
    ["null in quotes", [null], "null", "a string is not equal to null"],
    ["null where nothing should be", [{ exists: false }], null, "null is not absent"],
    ["spaces at the ends", ["a b"], "a b ", "spaces at its ends count"],
    ["letters encoded otherwise", ["\u00fc"], "u\u0308", "encoded differently"],
    ["keys encoded for a URL", ["a%20b"], "a b", "not URL-encoded"],
    ["keys encoded for a form", [{ suffix: "a+b.csv" }], "in/a b.csv", "not URL-encoded"],
    ["a value that is left out", [{ "anything-but": ["a", "b"] }], "b", "among those that are left out"],
    ["the head of a wildcard", [{ wildcard: "in/*.csv" }], "out/a.csv", `does not start with "in/"`],
    ["the tail of a wildcard", [{ wildcard: "in/*.csv" }], "in/a.txt", `does not end with ".csv"`],
    ["the middle of a wildcard", [{ wildcard: "in/*2026*.csv" }], "in/2025.csv", `it has no "2026"`],
    ["what is no address", [{ cidr: "10.0.0.0/8" }], "home", "not an IP address"],
    ["an address of the other family", [{ cidr: "10.0.0.0/8" }], "::1", "IPv6, the network is one of IPv4"],
  ])("points at %s", (_, asked, value, hint) => {
    expect(explain({ a: asked }, { a: value })).toEqual([expect.stringContaining(hint)]);
  });

  it("gives no hint where a value is simply another one", () => {
    expect(explain({ a: ["x", { prefix: "y" }, { numeric: ["=", 1] }] }, { a: "z" })).toEqual([
      `a is "z"; the pattern asks ["x",{"prefix":"y"},{"numeric":["=",1]}]`,
    ]);
  });

  it.each([
    [
      "an object",
      { detail: { object: ["k"] } },
      { detail: { object: { key: "k" } } },
      "detail.object is an object: ask for detail.object.key",
    ],
    [
      "a value with no fields",
      { detail: { a: { b: [1] } } },
      { detail: { a: 5 } },
      "detail.a is 5, which has no fields",
    ],
    ["an empty array", { detail: { a: [1] } }, { detail: { a: [] } }, "detail.a is an empty array"],
    ["a name in other case", { detail: { orderId: [1] } }, { detail: { OrderID: 1 } }, "the event has detail.OrderID"],
    ["a name with other dashes", { "detail-type": ["t"] }, { detailType: "t" }, "the event has detailType"],
    ["a level that was forgotten", { state: ["on"] }, { detail: { state: "on" } }, "the event has detail.state"],
    ["a level too many", { detail: { data: { id: [1] } } }, { detail: { id: 1 } }, "the event has detail.id"],
  ])("says that a field is absent because the event has %s", (_, pattern, event, hint) => {
    expect(explain(pattern, event)).toEqual([expect.stringContaining(`is not in the event; the pattern asks`)]);
    expect(explain(pattern, event)).toEqual([expect.stringContaining(`(${hint}`)]);
  });

  it("explains array elements that each match a part", () => {
    const pattern = { list: { name: ["a"], state: ["on"] } };
    expect(explain(pattern, { list: [{ name: "a" }, { name: "b" }, { state: "on" }] })).toEqual([
      `no single array element has all of list.name: ["a"], list.state: ["on"]: list.name in element [0]; list.state in element [2]`,
    ]);
    expect(
      explain({ list: { name: ["a"], off: [{ exists: false }] } }, { list: [{ name: "a", off: true }, { name: "b" }] }),
    ).toEqual([
      `no single array element has all of list.name: ["a"], list.off: [{"exists":false}]: list.name in element [0]; list.off is absent only outside element [0]`,
    ]);
    expect(explain({ list: { off: [{ exists: false }] } }, { list: [{ off: 1 }, { off: 2 }] })).toEqual([
      `list.off is 1, 2; the pattern asks [{"exists":false}] (the field must be absent, and null is not absent)`,
    ]);
  });

  it("explains the closest branch of $or", () => {
    expect(explain({ $or: [{ a: [1], b: [1] }, { c: [1] }] }, { a: 2 })).toEqual([
      "c is not in the event; the pattern asks [1]",
    ]);
    expect(explain({ $or: [{ a: [1] }, { c: [1] }] }, { c: 2 })).toEqual(["c is 2; the pattern asks [1]"]);
    expect(explain({ a: [1] }, { a: 1 })).toEqual([]);
  });

  it("shows the first of many values", () => {
    expect(explain({ a: [0] }, { a: [1, 2, 3, 4, 5, 6, 7] })).toEqual([
      "a is 1, 2, 3, 4, 5 and 2 more; the pattern asks [0]",
    ]);
  });
});

describe("the rule index", () => {
  const values = ["", "a", "ab", "abc", "b", "x/1.csv", "x/2.txt", 1, 0, -0, 1.5, true, false, null];
  const scalar = fc.constantFrom(...values);
  const text = fc.constantFrom("", "a", "ab", "x/", "b", ".csv");
  const matcher = fc.oneof(
    scalar,
    fc.record({ prefix: text }),
    fc.record({ suffix: text }),
    fc.record({ prefix: fc.record({ "equals-ignore-case": fc.constantFrom("A", "X/") }) }),
    fc.record({ wildcard: fc.constantFrom("*", "a*", "x/*.csv", "*b", "ab") }),
    fc.record({ exists: fc.boolean() }),
    fc.record({ "anything-but": fc.constantFrom("a", 1) }),
    fc.record({ numeric: fc.constant([">", 0]) }),
  );
  const list = fc.array(matcher, { minLength: 1, maxLength: 3 });
  const fieldsOf = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<object> =>
    fc.record({ source: value, "detail-type": value, detail: fc.record({ x: value }) }, { requiredKeys: ["detail"] });
  const pattern = fc.oneof(
    fieldsOf(list),
    fc.record({ source: list, $or: fc.tuple(fc.record({ a: list }), fc.record({ source: list })) }),
  );
  const event = fieldsOf(fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })));

  it("finds the rules that the plain list finds, in their order, whatever they ask", () => {
    fc.assert(
      fc.property(
        fc.array(pattern, { maxLength: 12 }),
        fc.array(event, { minLength: 1, maxLength: 6 }),
        (patterns, events) => {
          const rules = patterns.map((one, rule) => ({ rule, pattern: compilePattern(JSON.stringify(one)) }));
          const index = createRuleIndex(rules);
          for (const one of events) {
            const flat = flattenEvent(one);
            const expected = rules.filter((rule) => matchesPattern(rule.pattern, flat)).map(({ rule }) => rule);
            expect(index.match(flat)).toEqual(expected);
            const { source } = one as { readonly source?: unknown };
            expect(expected.length === 0 || typeof source !== "string" || index.hears(source)).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("hears only of the sources that its rules name, or of all if one names none", () => {
    const indexOf = (...patterns: readonly object[]) =>
      createRuleIndex(patterns.map((one, rule) => ({ rule, pattern: compilePattern(JSON.stringify(one)) })));
    const named = indexOf({ source: ["aws.s3", "a"] }, { source: ["b"], detail: { x: [1] } });
    expect(["aws.s3", "a", "b", "aws.states"].map(named.hears)).toEqual([true, true, true, false]);
    expect(indexOf().hears("aws.s3")).toBe(false);
    for (const one of [
      { detail: { x: [1] } },
      { source: [{ prefix: "aws." }] },
      { $or: [{ source: ["a"] }, { "detail-type": ["b"] }] },
    ])
      expect(indexOf({ source: ["a"] }, one).hears("aws.states")).toBe(true);
  });
});
