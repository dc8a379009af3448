import * as fc from "fast-check";

// Calls of JSONata's and AWS's functions, with arguments that often have the types that the function wants.

const kinds: Readonly<Record<string, readonly string[]>> = {
  number: ["$n", "1", "-2.5", "3", "$count($objects)", "$o.a"],
  text: ["$s", "$text", '"a-b-c"', '"12"', '"A b"', "$string($n)"],
  array: ["$numbers", "$texts", "$objects", "$nested", "$empty", "[1, 2]", "$objects.a", "[3..6]"],
  numbers: ["$numbers", "[3, 1, 2]", "$objects.a", "[1..4]"],
  texts: ["$texts", '["b", "a"]', '$split("x,y", ",")'],
  object: ["$o", '{"a": 1, "b": [2]}', "$objects[0]"],
  objects: ["$objects", "[$o, $o]", '[{"a": 1}, {"b": 2}]'],
  yes: ["true", "false", "$yes"],
  name: ['"a"', '"list"', '"none"'],
  algorithm: ['"MD5"', '"SHA-256"', '"none"'],
  picture: ['"#,##0.00"', '"0"', '"00.#"', '"[Y]-[M01]-[D01]"', '"w"', '"I"', '"1"'],
};

/** Function name → the kinds of its arguments; `?` may be left out. */
const functions: Readonly<Record<string, readonly string[]>> = {
  sum: ["numbers"],
  count: ["array"],
  max: ["numbers"],
  min: ["numbers"],
  average: ["numbers"],
  string: ["any", "yes?"],
  substring: ["text", "number", "number?"],
  substringBefore: ["text", "text"],
  substringAfter: ["text", "text"],
  lowercase: ["text"],
  uppercase: ["text"],
  length: ["text"],
  trim: ["text"],
  pad: ["text", "number", "text?"],
  match: ["text", "pattern", "number?"],
  contains: ["text", "token"],
  replace: ["text", "token", "replacement", "number?"],
  split: ["text", "token", "number?"],
  join: ["texts", "text?"],
  formatNumber: ["number", "picture"],
  formatBase: ["number", "number?"],
  formatInteger: ["number", "picture"],
  parseInteger: ["text", "picture"],
  number: ["text"],
  floor: ["number"],
  ceil: ["number"],
  round: ["number", "number?"],
  abs: ["number"],
  sqrt: ["number"],
  power: ["number", "number"],
  boolean: ["any"],
  not: ["any"],
  map: ["array", "function"],
  zip: ["array", "array"],
  filter: ["array", "function"],
  single: ["array", "function?"],
  reduce: ["array", "function", "any?"],
  sift: ["object", "function"],
  keys: ["object"],
  lookup: ["object", "name"],
  append: ["any", "any"],
  exists: ["any"],
  spread: ["object"],
  merge: ["objects"],
  reverse: ["array"],
  each: ["object", "function"],
  error: ["text?"],
  assert: ["yes", "text?"],
  type: ["any"],
  sort: ["array", "function?"],
  distinct: ["array"],
  base64encode: ["text"],
  base64decode: ["text"],
  encodeUrlComponent: ["text"],
  encodeUrl: ["text"],
  decodeUrlComponent: ["text"],
  decodeUrl: ["text"],
  toMillis: ["text", "picture?"],
  fromMillis: ["number", "picture?"],
  clone: ["object"],
  now: ["picture?"],
  millis: [],
  partition: ["array", "number"],
  range: ["number", "number", "number?"],
  hash: ["any", "algorithm"],
  parse: ["text"],
  eval: ["text"],
  random: ["number?"],
  uuid: [],
};

export function libraryCall(
  any: fc.Arbitrary<string>,
  lambda: fc.Arbitrary<string>,
  pattern: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  const callback = fc.oneof(
    lambda,
    fc.constantFrom(
      "function($x){$x.a}",
      "function($x, $y){$x & $y}",
      "function($x, $y){$x > $y}",
      "$string",
      "$f",
      "$type",
    ),
    fc.tuple(fc.constantFrom("$x", "$x, $y", "$x, $y, $f"), any).map(([list, body]) => `function(${list}){${body}}`),
  );
  const fitting = (kind: string): fc.Arbitrary<string> => {
    switch (kind) {
      case "any":
        return any;
      case "function":
        return callback;
      case "pattern":
        return pattern;
      case "token":
        return fc.oneof(pattern, fc.constantFrom('"a"', '","', '""', "$s"));
      case "replacement":
        return fc.oneof(
          fc.constantFrom('"<$1>"', '"$$"', '"$0$0"', '"$12"', "$text"),
          lambda,
          fc.constant('function($x){$x.match & "!"}'),
        );
      default:
        return fc.constantFrom(...kinds[kind]!);
    }
  };
  const argument = (kind: string): fc.Arbitrary<string> =>
    fc.oneof({ weight: 5, arbitrary: fitting(kind) }, { weight: 1, arbitrary: any });
  return fc.constantFrom(...Object.entries(functions)).chain(([name, wanted]) => {
    const required = wanted.filter((kind) => !kind.endsWith("?")).length;
    return fc
      .tuple(fc.tuple(...wanted.map((kind) => argument(kind.replace("?", "")))), fc.integer({ min: 0, max: 9 }))
      .map(([given, luck]) => {
        // Sometimes one too few, often without what may be left out.
        const count = luck === 0 ? required - 1 : luck < 5 ? required : wanted.length;
        return `$${name}(${given.slice(0, Math.max(0, count)).join(", ")})`;
      });
  });
}
