import type { Json } from "#authoring";
import { chance, choose, pick, type Random, times } from "./random.ts";
import { boolean, list, maybe, mixed, nullable, plainNumber, text, type Member, type ValueType } from "./value-type.ts";

/** Texts that other languages read differently; none is a name that every object inherits (a known deviation). */
export const oddTexts: readonly string[] = [
  "",
  " ",
  "a",
  "b",
  "ab",
  "abc",
  "B",
  "0",
  "1",
  "-1",
  "null",
  "true",
  "undefined",
  "a,b",
  ",",
  "a b",
  "  x  ",
  "\t\n y",
  '"',
  "'",
  "\\",
  "\\n",
  "a\"b'c",
  "`",
  "$",
  "$$",
  "$a",
  "$1",
  "$&",
  "{",
  "}",
  "{}",
  "[]",
  "{% x %",
  "% }",
  "💥",
  "a💥b💥",
  "é",
  "e\u0301",
  "ß",
  "\u2028",
  "\u0000",
  "\u00a0z\ufeff",
  "count",
  "sum",
  "//",
  "/*",
  "#",
  "~>",
  ":=",
  "x".repeat(40),
];

const plainNumbers: readonly number[] = [
  0, 1, -1, 2, 3, 5, 7, 10, 42, -3, 0.5, -0.5, 1.5, 2.5, -2.5, 0.25, 100, 1234.75, -99,
];
const otherNumbers: readonly number[] = [
  0.1,
  0.2,
  1 / 3,
  1e9,
  -1e9,
  1e-7,
  123456789.123,
  0.49999999999999994,
  4503599627370497,
];

/** Member names: short, colliding with JSONata's functions and words, or in need of quotes. */
export const memberNames: readonly string[] = [
  "a",
  "b",
  "c",
  "d",
  "id",
  "name",
  "items",
  "value",
  "count",
  "sum",
  "string",
  "and",
  "or",
  "in",
  "null",
  "true",
  "key",
  "v",
  "type",
  "length",
];
export const quotedNames: readonly string[] = ["a-b", "a b", "a.b", "$x", "ü", "0", "", "💥", "it's", 'q"q', "%", "`"];

export const recordKeys: readonly string[] = ["a", "b", "id", "count", "a-b", "", "💥", "1", "$"];

export function randomNumber(random: Random, isPlain: boolean): number {
  return isPlain || chance(random, 70) ? pick(random, plainNumbers) : pick(random, otherNumbers);
}

/** A value of a type, as JSON, with a taste for what is empty, missing and odd. */
export function randomValue(type: ValueType, random: Random): Json {
  switch (type.kind) {
    case "text":
      return pick(random, oddTexts);
    case "boolean":
      return chance(random, 50);
    case "number":
      return randomNumber(random, type.isPlain);
    case "mixed":
      return randomValue(pick(random, [text, plainNumber, boolean, nullable(text)]), random);
    case "enum":
      return pick(random, type.values);
    case "list":
      return times(pick(random, [0, 0, 1, 1, 1, 2, 3, 4]), () => randomValue(type.element, random));
    case "record":
      return Object.fromEntries(
        times(pick(random, [0, 1, 1, 2, 3]), () => [pick(random, recordKeys), randomValue(type.value, random)]),
      );
    case "maybe":
      return type.isNull && chance(random, 35) ? null : randomValue(type.inner, random);
    default:
      return Object.fromEntries(
        Object.entries(type.members).flatMap(([name, member]) =>
          isLeftOut(member, random) ? [] : [[name, randomValue(member.type, random)]],
        ),
      );
  }
}

function isLeftOut({ isOptional }: Member, random: Random): boolean {
  return isOptional && chance(random, 40);
}

/** A type that data from outside may have. */
export function randomType(random: Random, depth: number): ValueType {
  const deep = depth > 0 ? 1 : 0;
  return choose<ValueType>(random, [
    [4, () => text],
    [3, () => plainNumber],
    [1, () => ({ kind: "number", isPlain: false })],
    [2, () => boolean],
    [1, () => ({ kind: "enum", values: ["a", "b", "on-hold"] })],
    [1, () => mixed],
    [3 * deep, () => list(randomType(random, depth - 1))],
    [1 * deep, () => list(list(pick(random, [text, plainNumber])))],
    [4 * deep, () => randomObjectType(random, depth - 1)],
    [1 * deep, () => ({ kind: "record", value: randomType(random, depth - 1) })],
    [2, () => maybe(randomType(random, depth - deep), { isNull: true, isUndefined: false })],
  ]);
}

export function randomObjectType(random: Random, depth: number, count = 1 + random.below(4)): ValueType {
  const names = times(count, () => pick(random, chance(random, 85) ? memberNames : quotedNames));
  return {
    kind: "object",
    members: Object.fromEntries(
      names.map((name) => [
        name,
        { type: withoutUndefined(randomType(random, depth)), isOptional: chance(random, 30) },
      ]),
    ),
  };
}

function withoutUndefined(type: ValueType): ValueType {
  return type.kind === "maybe" && type.isUndefined ? type.inner : type;
}
