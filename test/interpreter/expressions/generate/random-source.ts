import * as fc from "fast-check";
import { libraryCall } from "./library-call.ts";

// Random JSONata over every kind of node. Most of it is near enough to sense to give a value; the rest must fail alike.

const names = ["a", "b", "c", "list", "`x y`", "then"];
const variables = [
  "n",
  "s",
  "text",
  "o",
  "numbers",
  "texts",
  "objects",
  "nested",
  "empty",
  "nothing",
  "yes",
  "missing",
];
const locals = ["x", "y", "f"];
const literals = [
  "0",
  "1",
  "2.5",
  "-3",
  '""',
  '"a"',
  '"b c"',
  '"ä😀"',
  "true",
  "false",
  "null",
  "1e21",
  "0.1",
  '"1"',
  '"2020-01-02"',
];
const patterns = ["/a/", "/[a-z]+/", "/(\\w)(\\d)?/i", "/\\s*/", "/^/"];
const operators = ["+", "-", "*", "/", "%", "=", "!=", "<", "<=", ">", ">=", "&", "and", "or", "in"];
const signatures = ["", "", "", "<n:n>", "<s?:s>", "<x-:x>", "<a<n>:n>"];

export interface SourceOptions {
  readonly depth: number;
}

/** Expressions as text. */
export function randomSource({ depth }: SourceOptions): fc.Arbitrary<string> {
  return fc.letrec<Grammar>((tie) => {
    const any = tie("any") as fc.Arbitrary<string>;
    const atom = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...variables).map((name) => `$${name}`) },
      { weight: 2, arbitrary: fc.constantFrom(...locals).map((name) => `$${name}`) },
      { weight: 4, arbitrary: fc.constantFrom(...literals) },
      { weight: 1, arbitrary: fc.constantFrom(...names) },
      {
        weight: 1,
        arbitrary: fc.constantFrom("$states.input.a", "$states.context.n", "$", "$$", "()", "[]", "{}", "*", "**"),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          "$sum",
          "$count",
          "$string",
          "$map",
          "$now",
          "$millis()",
          "$random()",
          "$uuid()",
          "$undefined",
        ),
      },
    );
    const lambda = fc
      .tuple(fc.subarray([...locals], { maxLength: 3 }), fc.constantFrom(...signatures), any, fc.boolean())
      .map(([parameters, signature, body, isBlock]) => {
        const list = parameters.map((name) => `$${name}`).join(", ");
        const checked = signature !== "" && parameters.length === 1 ? signature : "";
        return `function(${list})${checked}{${isBlock ? `($y := ${body}; $y)` : body}}`;
      });
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...names).map((name) => `.${name}`) },
      { weight: 1, arbitrary: fc.constantFrom(".*", ".**", ".$", '."a"', ".$string()", ".$uppercase($)") },
      { weight: 2, arbitrary: any.map((inner) => `.(${inner})`) },
      { weight: 1, arbitrary: fc.tuple(any, any).map(([first, second]) => `.[${first}, ${second}]`) },
      { weight: 1, arbitrary: any.map((inner) => `.{"k": ${inner}}`) },
      { weight: 2, arbitrary: fc.constantFrom("[0]", "[-1]", "[1]", "[[0,1]]", "[]", "[2.7]") },
      { weight: 3, arbitrary: any.map((inner) => `[${inner}]`) },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom("", "<", ">"), any).map(([order, key]) => `^(${order}${key})`) },
    );
    const group = fc.oneof(
      { weight: 8, arbitrary: fc.constant("") },
      { weight: 1, arbitrary: any.map((inner) => `{"k": ${inner}}`) },
      { weight: 1, arbitrary: fc.tuple(any, any).map(([key, value]) => `{$string(${key}): ${value}}`) },
    );
    const path = fc
      .tuple(
        fc.oneof({ weight: 2, arbitrary: atom }, { weight: 1, arbitrary: any.map((inner) => `(${inner})`) }),
        fc.array(step, { minLength: 1, maxLength: 3 }),
        group,
      )
      .map(([head, steps, grouped]) => head + steps.join("") + grouped);
    const call = libraryCall(any, lambda, fc.constantFrom(...patterns));
    const pair = fc
      .tuple(fc.oneof(fc.constantFrom('"a"', '"b"', '"c"', '"1"', "$s"), any), any)
      .map(([key, value]) => `${key}: ${value}`);
    return {
      any: fc.oneof(
        { depthSize: "small", maxDepth: depth },
        { weight: 5, arbitrary: atom },
        { weight: 5, arbitrary: path },
        {
          weight: 3,
          arbitrary: fc
            .tuple(any, fc.constantFrom(...operators), any)
            .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
        },
        {
          weight: 2,
          arbitrary: fc
            .tuple(any, fc.constantFrom(...operators), any)
            .map(([left, operator, right]) => `${left} ${operator} ${right}`),
        },
        { weight: 1, arbitrary: any.map((inner) => `-${inner}`) },
        { weight: 2, arbitrary: fc.array(any, { maxLength: 3 }).map((elements) => `[${elements.join(", ")}]`) },
        { weight: 1, arbitrary: fc.tuple(any, any).map(([first, last]) => `[${first}..${last}]`) },
        {
          weight: 1,
          arbitrary: fc
            .tuple(fc.integer({ min: -2, max: 3 }), fc.integer({ min: -1, max: 5 }))
            .map(([first, last]) => `[${first}..${last}]`),
        },
        { weight: 2, arbitrary: fc.array(pair, { maxLength: 3 }).map((pairs) => `{${pairs.join(", ")}}`) },
        {
          weight: 2,
          arbitrary: fc
            .tuple(any, any, any)
            .map(([condition, then, otherwise]) => `(${condition} ? ${then} : ${otherwise})`),
        },
        { weight: 1, arbitrary: fc.tuple(any, any).map(([condition, then]) => `(${condition} ? ${then})`) },
        {
          weight: 2,
          arbitrary: fc
            .tuple(fc.constantFrom(...locals), any, any)
            .map(([name, value, rest]) => `($${name} := ${value}; ${rest})`),
        },
        { weight: 2, arbitrary: fc.tuple(lambda, any).map(([value, rest]) => `($f := ${value}; ${rest})`) },
        { weight: 1, arbitrary: fc.tuple(any, any).map(([first, second]) => `$f(${first}, ${second})`) },
        {
          weight: 1,
          arbitrary: fc
            .tuple(lambda, fc.array(any, { maxLength: 2 }))
            .map(([procedure, given]) => `${procedure}(${given.join(", ")})`),
        },
        { weight: 1, arbitrary: lambda },
        { weight: 1, arbitrary: any.map((inner) => `($f := function($x){$x > 3 ? $x : $f($x + 1)}; $f(${inner}))`) },
        {
          weight: 1,
          arbitrary: any.map((inner) => `($f := function($x){$x < 1 ? 0 : $x + $f($x - 1)}; $f(${inner}))`),
        },
        {
          weight: 1,
          arbitrary: fc.tuple(lambda, any).map(([procedure, given]) => `($g := ${procedure}; $g(${given}, ?))`),
        },
        {
          weight: 1,
          arbitrary: fc
            .tuple(lambda, any, any)
            .map(([procedure, first, second]) => `($g := ${procedure}; $h := $g(?, ${first}); $h(${second}))`),
        },
        {
          weight: 2,
          arbitrary: fc
            .tuple(any, fc.oneof(fc.constantFrom("$sum", "$count", "$f", "$string"), lambda))
            .map(([left, right]) => `${left} ~> ${right}`),
        },
        { weight: 2, arbitrary: fc.tuple(any, call).map(([left, right]) => `${left} ~> ${right}`) },
        { weight: 12, arbitrary: call },
      ),
    };
  }).any;
}

interface Grammar {
  readonly any: string;
}
