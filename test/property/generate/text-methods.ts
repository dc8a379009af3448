import { chance, type Choices, pick, type Random } from "./random.ts";
import { bind, part, pure, type Scope } from "./scope.ts";
import { nonEmptyLiteral, textLiteral } from "./text-literal.ts";
import { anyNumber, boolean, list, mixed, nullable, plainNumber, text } from "./value-type.ts";

/** A text without characters beyond U+FFFF, in which positions mean the same everywhere. */
export function plane(scope: Scope): string {
  return `${part(text, scope)}.replaceAll("💥", "")`;
}

export function position(scope: Scope): string {
  return chance(scope.random, 50) ? pick(scope.random, ["0", "1", "2", "-1", "-2", "9"]) : part(plainNumber, scope);
}

/** A moment between 1970 and 2100, sometimes with a part of a millisecond. */
export function date(scope: Scope): string {
  const { random } = scope;
  const known = ["2024-02-29", "1999-12-31T23:59:59.999Z", "2024-03-03T00:30:00+02:00", "1970-01-01T00:00:00.5-11:30"];
  if (scope.inTry || chance(random, 30)) return `new Date(${JSON.stringify(pick(random, known))})`;
  return `new Date(Math.abs(${part(anyNumber, scope)} * 864e5) % 4e12)`;
}

const patterns = [
  "/[a-c]+/",
  "/\\s/",
  "/[^a-z]/i",
  "/^a|b$/",
  "/[$&\\\\{}()\\[\\]/-]/",
  "/é|ß/",
  "/x{2,5}/",
  "/\\bb/",
  "/a(?=b)/",
];

/** A pattern that never matches the empty text; `flags` are added to its own. */
export function pattern(random: Random, flags = ""): string {
  return `${pick(random, patterns)}${flags}`;
}

/** The ways of making a text that cut, search or replace, or come from a value of another type. */
export function textMethods(scope: Scope): Choices<string> {
  const { random } = scope;
  const ifNotInTry = scope.inTry ? 0 : 1;
  return [
    [2, () => `${plane(scope)}.${pick(random, ["slice", "substring"])}(${positions(scope)})`],
    [1, () => `${plane(scope)}.charAt(${position(scope)})`],
    [
      1,
      () =>
        `${plane(scope)}.${pick(random, ["padStart", "padEnd"])}(${part(plainNumber, scope)} % 20, ${filling(scope)})`,
    ],
    [ifNotInTry, () => `${part(text, scope)}.repeat(Math.abs(${part(plainNumber, scope)}) % 4)`],
    [1, () => `${part(text, scope)}.concat(${part(text, scope)}, ${textLiteral(random)})`],
    [
      2,
      () => `${part(text, scope)}.${pick(random, ["replace", "replaceAll"])}(${part(text, scope)}, ${harmless(scope)})`,
    ],
    [2, () => replaced(scope)],
    [
      1,
      () =>
        `JSON.stringify(${part(pick(random, [text, mixed, nullable(plainNumber), list(text), list(boolean)]), scope)})`,
    ],
    [1, () => `encodeURIComponent(${part(text, scope)})`],
    [ifNotInTry, () => `decodeURIComponent(encodeURIComponent(${part(text, scope)}))`],
    [ifNotInTry, () => `atob(btoa(${part(text, scope)}.replace(/[^ -~]/g, "")))`],
    [1, () => `(${part(anyNumber, scope)} % 1000).toFixed(${random.below(9)})`],
    [1, () => `(${part(pick(random, [plainNumber, boolean]), scope)}).toString()`],
    [1, () => `${date(scope)}.toISOString()`],
  ];
}

function positions(scope: Scope): string {
  return chance(scope.random, 40) ? position(scope) : `${position(scope)}, ${position(scope)}`;
}

function filling(scope: Scope): string {
  return chance(scope.random, 50) ? plane(scope) : textLiteral(scope.random).replaceAll("💥", "*");
}

/** A replacement in which a dollar sign stands for no more than itself or the match. */
function harmless(scope: Scope): string {
  return chance(scope.random, 30) ? '"[$&$$]"' : `${part(text, scope)}.replaceAll("'", "").replaceAll("\`", "")`;
}

function replaced(scope: Scope): string {
  const { random } = scope;
  const flags = pick(random, ["", "g"]);
  const source = part(text, scope);
  if (chance(random, 60)) return `${source}.replace(${pattern(random, flags)}, ${harmless(scope)})`;
  if (chance(random, 30)) return `${source}.replace(/([a-z])(\\d)?/${flags}, "$2$1$$")`;
  const name = scope.freshName();
  const inner = bind(pure(scope), { name, type: text });
  return `${source}.replace(${pattern(random, flags)}, (${name}) => ${part(text, inner)})`;
}

/** The ways of making a boolean of texts, numbers and dates. */
export function textTests(scope: Scope): Choices<string> {
  const { random } = scope;
  return [
    [2, () => `${pattern(random)}.test(${part(text, scope)})`],
    [
      1,
      () =>
        `${plane(scope)}.${pick(random, ["includes", "startsWith", "endsWith"])}(${part(text, scope)}, ${position(scope)})`,
    ],
    [1, () => `Number.${pick(random, ["isInteger", "isSafeInteger"])}(${part(anyNumber, scope)})`],
    [1, () => `(${date(scope)} ${pick(random, ["<", "<=", ">", ">="])} ${date(scope)})`],
    [1, () => `Number.isNaN(Number(${textLiteral(random)}))`],
    [1, () => `(crypto.randomUUID().length === 36)`],
  ];
}

/** The ways of making a small number of a text or a date. */
export function textNumbers(scope: Scope): Choices<string> {
  const { random } = scope;
  const ifNotInTry = scope.inTry ? 0 : 1;
  const parts = ["FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds", "Milliseconds"];
  return [
    [1, () => `${plane(scope)}.indexOf(${part(text, scope)})`],
    [1, () => `${plane(scope)}.indexOf(${part(text, scope)}, ${position(scope)})`],
    [1, () => `${plane(scope)}.lastIndexOf(${nonEmptyLiteral(random)})`],
    [1, () => `Number(${part(boolean, scope)})`],
    [1, () => `${date(scope)}.getUTC${pick(random, parts)}()`],
    [ifNotInTry * 2, () => converted(scope)],
  ];
}

/** A text is converted only where it begins with a number. */
function converted(scope: Scope): string {
  const source = part(text, pure(scope));
  return pick(scope.random, [
    `(/^-?\\d{1,4}$/.test(${source}) ? Number(${source}) : 0)`,
    `(/^\\s*-?\\d{1,4}(?!\\d)/.test(${source}) ? parseInt(${source}, 10) : 0)`,
    `(/^\\s*-?\\d{1,4}(?![\\d.eE])/.test(${source}) ? parseFloat(${source}) : 0)`,
  ]);
}

/** The ways of taking a text apart. */
export function textLists(scope: Scope): Choices<string> {
  const { random } = scope;
  return [
    [1, () => `${part(text, scope)}.split(${nonEmptyLiteral(random)}, ${random.below(4)})`],
    [1, () => `${part(text, scope)}.split(${pattern(random)})`],
    [1, () => `(${part(text, scope)}.match(${pattern(random, "g")}) ?? [])`],
    [1, () => `[...${part(text, scope)}.matchAll(/([a-z])([^a-z]?)/g)].map((found) => found[0])`],
  ];
}
