import { describe, expect, it } from "vitest";
import type { Json } from "#asl";
import { compilePath } from "../../../src/interpreter/json-path/compile-path.ts";
import { InvalidPath } from "../../../src/interpreter/json-path/invalid-path.ts";
import type { PathScope } from "../../../src/interpreter/json-path/path-scope.ts";

const store: Json = {
  store: {
    book: [
      { category: "reference", author: "Rees", title: "Sayings", price: 8.95 },
      { category: "fiction", author: "Waugh", title: "Sword", price: 12.99 },
      { category: "fiction", author: "Melville", title: "Moby Dick", isbn: "0-553", price: 8.99 },
    ],
    bicycle: { color: "red", price: 19.95 },
  },
  limit: 10,
  "with space": 1,
  "a.b": { "c'd": 2 },
  nothing: null,
};

function scopeOf(document: Json): PathScope {
  return {
    document,
    context: () => ({ State: { Name: "S" } }),
    variable: (name) => (name === "v" ? [1, [2]] : undefined),
  };
}

function find(source: string, document: Json = store): Json | undefined {
  return compilePath(source).find(scopeOf(document));
}

describe("a JSONPath", () => {
  it.each<[string, Json | undefined]>([
    ["$.limit", 10],
    ["$.nothing", null],
    ["$.gone", undefined],
    ["$.gone.deeper", undefined],
    ["$.limit.deeper", undefined],
    ["$['with space']", 1],
    ['$["with space"]', 1],
    ["$['a.b']['c\\'d']", 2],
    ["$.store.book[0].author", "Rees"],
    ["$.store.book[-1].author", "Melville"],
    ["$.store.book[3]", undefined],
    ["$.store.bicycle[0]", undefined],
    ["$.store.book[0]['author','price']", { author: "Rees", price: 8.95 }],
    ["$$.State.Name", "S"],
    ["$v[1][0]", 2],
    ["$w", undefined],
    ["$.store.bicycle.constructor", undefined],
    ["$.store.book.length()", 3],
    ["$.store.bicycle.keys()", ["color", "price"]],
    ["$..price.max()", 19.95],
  ])("%s selects one value", (source, value) => {
    expect(find(source)).toEqual(value);
  });

  it.each<[string, Json]>([
    ["$.store.book[*].author", ["Rees", "Waugh", "Melville"]],
    ["$.store.book.*.author", ["Rees", "Waugh", "Melville"]],
    ["$.store.bicycle.*", ["red", 19.95]],
    ["$..author", ["Rees", "Waugh", "Melville"]],
    ["$..book[1].title", ["Sword"]],
    ["$..['isbn']", ["0-553"]],
    ["$.store.book[0,2].title", ["Sayings", "Moby Dick"]],
    ["$.store.book[0, 5].title", ["Sayings"]],
    ["$.store.book[1:].title", ["Sword", "Moby Dick"]],
    ["$.store.book[:1].title", ["Sayings"]],
    ["$.store.book[:-1].title", ["Sayings", "Sword"]],
    ["$.store.book[-2:].title", ["Sword", "Moby Dick"]],
    ["$.store.book[0:2].title", ["Sayings", "Sword"]],
    ["$.store.book[-3:-1].title", ["Sayings", "Sword"]],
    ["$.store.book[2:1]", []],
    ["$.gone[*].a", []],
    ["$.limit[*]", []],
    ["$.store['book','bicycle'].price", [19.95]],
  ])("%s selects several", (source, values) => {
    expect(find(source)).toEqual(values);
  });

  it.each([
    ["@.isbn", ["Moby Dick"]],
    ["!@.isbn", ["Sayings", "Sword"]],
    ["@.price < 10", ["Sayings", "Moby Dick"]],
    ["@.price < $.limit", ["Sayings", "Moby Dick"]],
    ["@.price >= 12.99", ["Sword"]],
    ["@.category == 'fiction' && @.price < 10", ["Moby Dick"]],
    ["@.category == \"reference\" || @.isbn == '0-553'", ["Sayings", "Moby Dick"]],
    ["!(@.category == 'fiction')", ["Sayings"]],
    ["@.category != 'fiction'", ["Sayings"]],
    ["'fiction' == @.category", ["Sword", "Moby Dick"]],
    ["@.author =~ /m.*/i", ["Moby Dick"]],
    ["@.author =~ /elv/", []],
    ["@.category in ['fiction', 'poems']", ["Sword", "Moby Dick"]],
    ["@.category nin ['fiction']", ["Sayings"]],
    ["@.title contains ' '", ["Moby Dick"]],
    ["@.author size 4", ["Sayings"]],
    ["@.gone == null", []],
    ["@.gone != 1", ["Sayings", "Sword", "Moby Dick"]],
    ["@.price < 'a'", []],
    ["@.price type 'number'", ["Sayings", "Sword", "Moby Dick"]],
    ["@.author empty false", ["Sayings", "Sword", "Moby Dick"]],
  ])("filters by %s", (test, titles) => {
    expect(find(`$.store.book[?(${test})].title`)).toEqual(titles);
  });

  it("filters an object as a whole, and elements that are no objects", () => {
    expect(find("$.store.bicycle[?(@.color == 'red')].price")).toEqual([19.95]);
    expect(find("$[?(@ > 1)]", [1, 2, 3])).toEqual([2, 3]);
    expect(
      find("$[?(@.a == {'b': [1]})].n", [
        { a: { b: [1] }, n: 1 },
        { a: { b: [2] }, n: 2 },
      ]),
    ).toEqual([1]);
    expect(
      find("$[?(@.tags anyof ['x'])].n", [
        { tags: ["x", "y"], n: 1 },
        { tags: [], n: 2 },
      ]),
    ).toEqual([1]);
    expect(
      find("$[?(@.tags noneof ['x'])].n", [
        { tags: ["x", "y"], n: 1 },
        { tags: [], n: 2 },
      ]),
    ).toEqual([2]);
    expect(
      find("$[?(@.tags subsetof ['x','y'])].n", [
        { tags: ["x"], n: 1 },
        { tags: ["z"], n: 2 },
      ]),
    ).toEqual([1]);
  });

  it("hands out what it found, not a copy", () => {
    const document = { a: { b: [1] } };
    expect(find("$.a", document)).toBe(document.a);
  });

  it.each([
    ["$.gone", "No results for path: $['gone']"],
    ["$.gone.deeper", "Missing property in path $['gone']"],
    ["$.store.book[7]", "No results for path: $['store']['book'][7]"],
    ["$.limit.a", "Expected to find an object with property ['a'] in path $['limit'] but found 'number'."],
    ["$.limit[0]", "Filter: [0] can only be applied to arrays. Current context is: 10"],
  ])("says why %s leads nowhere", (source, words) => {
    expect(compilePath(source).describeMissing(scopeOf(store))).toBe(words);
  });

  it.each([
    "",
    "a",
    "$.",
    "$.a b",
    "$[",
    "$['a'",
    "$[a]",
    "$.a[:]",
    "$.a[0:4:2]",
    "$[?(@.a ==)]",
    "$[?(1)]",
    "$.a.none()",
    "$.a.first().b",
    "$.a[?(@.b =~ /(/)]",
    "$.a'b",
  ])("refuses %j", (source) => {
    expect(() => compilePath(source)).toThrow(InvalidPath);
  });
});
