import { date } from "./dates.ts";
import { form, global, method } from "./form.ts";
import { chance, type Choices, pick } from "./random.ts";
import { bind, part, pure, type Scope } from "./scope.ts";
import { nonEmptyLiteral, plainLiteral, textLiteral } from "./text-literal.ts";
import { anyNumber, boolean, list, mixed, nullable, plainNumber, text, type ValueType } from "./value-type.ts";

/** A text without characters beyond U+FFFF, in which positions mean the same everywhere. */
export function plane(scope: Scope): string {
  return `${part(text, scope)}.replaceAll("💥", "")`;
}

export function position(scope: Scope): string {
  return chance(scope.random, 50) ? pick(scope.random, ["0", "1", "2", "-1", "-2", "9"]) : part(plainNumber, scope);
}

const patterns = [
  "/[a-c]+/",
  "/\\s/",
  "/[^a-z]/i",
  "/^a|b$/",
  "/^b/m",
  "/[$&\\\\{}()\\[\\]/-]/",
  "/é|ß/",
  "/x{2,5}/",
  "/\\bb/",
  "/a(?=b)/",
  "/(?:a|b){1,2}?/",
  "/[\\w.]+$/",
];

/** A pattern that never matches the empty text; `flags` are added to its own. */
export function pattern(scope: Scope, flags = ""): string {
  const source = `${pick(scope.random, patterns)}${flags}`;
  const own = source.slice(source.lastIndexOf("/") + 1);
  for (const flag of own) scope.noteForm(flag === "i" ? "flag i" : flag === "m" ? "flag m" : "flag g");
  return source;
}

/** The ways of making a text that cut, search or replace, or come from a value of another type. */
export function textMethods(scope: Scope): Choices<string> {
  const { random } = scope;
  const ifMayFail = scope.isSafe === true ? 0 : 1;
  const of = (type: ValueType = text): string => part(type, scope);
  const on = (source: string): readonly ["text", string] => ["text", source];
  const ascii = (): string => `${of()}.replace(/[^ -~]/g, "")`;
  return [
    [2, () => method(scope, on(plane(scope)), "slice", ...positions(scope, 0))],
    [2, () => method(scope, on(plane(scope)), "substring", ...positions(scope, 1))],
    [1, () => method(scope, on(plane(scope)), "charAt", position(scope))],
    [2, () => method(scope, on(plane(scope)), pick(random, ["padStart", "padEnd"]), ...padding(scope))],
    [ifMayFail, () => method(scope, on(of()), "repeat", `Math.abs(${of(plainNumber)}) % 4`)],
    [2, () => method(scope, on(of()), "concat", ...[of(), textLiteral(random)].slice(random.below(3)))],
    [2, () => method(scope, on(of()), pick(random, ["trim", "trimStart", "trimEnd", "toUpperCase", "toLowerCase"]))],
    [1, () => method(scope, on(of()), pick(random, ["toString", "valueOf"]))],
    [2, () => method(scope, on(of()), pick(random, ["replace", "replaceAll"]), of(), harmless(scope))],
    [3, () => replaced(scope)],
    [2, () => stringified(scope)],
    [1, () => global(scope, pick(random, ["encodeURIComponent", "encodeURI"]), whole(scope))],
    [ifMayFail, () => global(scope, "decodeURIComponent", `encodeURIComponent(${whole(scope)})`)],
    [ifMayFail, () => global(scope, "decodeURI", `encodeURI(${whole(scope)})`)],
    [ifMayFail, () => global(scope, "btoa", ascii())],
    [ifMayFail, () => global(scope, "atob", `btoa(${ascii()})`)],
    [1, () => fixed(scope)],
    [1, () => method(scope, ["number", `(${of(plainNumber)})`], "toString")],
    [1, () => method(scope, ["boolean", `(${of(boolean)})`], "toString")],
    [1, () => method(scope, ["date", date(scope)], pick(random, ["toISOString", "toJSON"]))],
    [1, () => matched(scope)],
    [ifMayFail, () => parsed(scope)],
  ];
}

/** A text without halves of characters, which cannot be encoded: one from outside, a literal, or one that has lost them. */
function whole(scope: Scope): string {
  const given = scope.references.filter(({ type, isData }) => type.kind === "text" && isData);
  return pick(scope.random, [
    ...given.map(
      ({ source }) =>
        () =>
          source,
    ),
    () => textLiteral(scope.random),
    () => `${part(text, scope)}.replace(/[^\\u0000-\\ud7ff]/g, "")`,
    () => `${part(text, scope)}.replace(/[^\\u0000-\\ud7ff]/g, "")`,
  ])();
}

function positions(scope: Scope, least: number): readonly string[] {
  return Array.from({ length: least + scope.random.below(3 - least) }, () => position(scope));
}

function padding(scope: Scope): readonly string[] {
  const width = `${part(plainNumber, scope)} % 20`;
  return chance(scope.random, 30) ? [width] : [width, filling(scope)];
}

function filling(scope: Scope): string {
  return chance(scope.random, 50) ? plane(scope) : textLiteral(scope.random).replaceAll("💥", "*");
}

function fixed(scope: Scope): string {
  const digits = chance(scope.random, 20) ? [] : [String(scope.random.below(9))];
  return method(scope, ["number", `(${part(anyNumber, scope)} % 1000)`], "toFixed", ...digits);
}

function stringified(scope: Scope): string {
  const { random } = scope;
  if (chance(random, 20)) return form(scope, "JSON.stringify of an object", `JSON.stringify({ date: ${date(scope)} })`);
  const type = pick(random, [text, mixed, nullable(plainNumber), list(text), list(boolean), list(list(plainNumber))]);
  const name = type.kind === "list" ? "JSON.stringify of an array" : "JSON.stringify of a value";
  return form(scope, name, `JSON.stringify(${part(type, scope)})`);
}

function parsed(scope: Scope): string {
  const source = `JSON.parse(JSON.stringify({ value: ${part(text, scope)} })) as { readonly value: string }`;
  return form(scope, "JSON.parse/1", `(${source}).value`);
}

/** A replacement in which a dollar sign stands for no more than itself or the match. */
function harmless(scope: Scope): string {
  return chance(scope.random, 30) ? '"[$&$$]"' : `${part(text, scope)}.replaceAll("'", "").replaceAll("\`", "")`;
}

function replaced(scope: Scope): string {
  const { random } = scope;
  const isAll = chance(random, 30);
  const name = isAll ? "replaceAll" : "replace";
  const flags = isAll ? "g" : pick(random, ["", "g"]);
  const source = part(text, scope);
  const noted = (what: "a text" | "groups" | "a function" | "a function of groups", written: string): string =>
    form(scope, `${name} of a pattern by ${what}`, written);
  if (chance(random, 40)) return noted("a text", `${source}.${name}(${pattern(scope, flags)}, ${harmless(scope)})`);
  if (chance(random, 30)) return noted("groups", `${source}.${name}(/([a-z])(\\d)?/${flags}, "$2$1$$")`);
  const [found, first] = [scope.freshName(), scope.freshName()];
  const inner = bind(pure(scope), { name: found, type: text });
  if (chance(random, 50)) {
    return noted("a function", `${source}.${name}(${pattern(scope, flags)}, (${found}) => ${part(text, inner)})`);
  }
  const within = bind(inner, { name: first, type: text });
  const parameters = `(${found}: string, ${first}: string)`;
  return noted(
    "a function of groups",
    `${source}.${name}(/([a-c])[^a-c]/${flags}, ${parameters} => ${part(text, within)})`,
  );
}

/** The match, one of its groups, or what stands for none. */
function matched(scope: Scope): string {
  const { random } = scope;
  const source = part(text, scope);
  const found = pick(random, [
    () => form(scope, "match of one", `${source}.match(/([a-z])([^a-z])/)`),
    () => form(scope, "pattern.exec/1", `/([a-z])([^a-z])/.exec(${source})`),
  ])();
  return `(${found}?.[${random.below(3)}] ?? ${part(text, scope)})`;
}

/** The ways of making a boolean of texts, numbers and dates. */
export function textTests(scope: Scope): Choices<string> {
  const { random } = scope;
  const name = (): string => pick(random, ["includes", "startsWith", "endsWith"]);
  return [
    [2, () => method(scope, ["pattern", pattern(scope)], "test", part(text, scope))],
    [2, () => method(scope, ["text", part(text, scope)], name(), part(text, scope))],
    [1, () => method(scope, ["text", plane(scope)], name(), part(text, scope), position(scope))],
    [1, () => global(scope, `Number.${pick(random, ["isInteger", "isSafeInteger"])}`, part(anyNumber, scope))],
    [1, () => compared(scope)],
    [1, () => tested(scope)],
    [
      1,
      () =>
        form(scope, "crypto.randomUUID/0", `(${pick(random, ["", "globalThis."])}crypto.randomUUID().length === 36)`),
    ],
    [1, () => form(scope, "Math.random/0", "(Math.random() < 1)")],
    [1, () => method(scope, ["boolean", `(${part(boolean, scope)})`], "valueOf")],
  ];
}

function compared(scope: Scope): string {
  const operator = pick(scope.random, ["<", "<=", ">", ">="] as const);
  return form(scope, `date ${operator} date`, `(${date(scope)} ${operator} ${date(scope)})`);
}

/** Whether a text is a number; what is written otherwise than in JSON is none in an execution. */
function tested(scope: Scope): string {
  const name = pick(scope.random, ["Number.isNaN", "isNaN", "Number.isFinite", "isFinite"]);
  const source = `${part(text, scope)}.replace(/[^ac0-9 -]/g, "")`;
  return global(scope, name, `Number(${source})`);
}

/** The ways of making a small number of a text. */
export function textNumbers(scope: Scope): Choices<string> {
  const { random } = scope;
  return [
    [1, () => form(scope, "text.length", `${part(text, scope)}.length`)],
    [1, () => method(scope, ["text", plane(scope)], "indexOf", part(text, scope))],
    [1, () => method(scope, ["text", plane(scope)], "indexOf", part(text, scope), position(scope))],
    [1, () => method(scope, ["text", plane(scope)], "lastIndexOf", plainLiteral(random))],
    [1, () => form(scope, "Number of a boolean", `Number(${part(boolean, scope)})`)],
    [1, () => form(scope, "+ of a boolean", `(+${part(boolean, scope)})`)],
    [scope.isSafe === true ? 0 : 2, () => converted(scope)],
  ];
}

/** A text is converted only where it begins with a number. */
function converted(scope: Scope): string {
  const source = part(text, pure(scope));
  const whole = (name: string): string => global(scope, name, source, ...(chance(scope.random, 60) ? ["10"] : []));
  return pick(scope.random, [
    () => form(scope, "Number of a text", `(/^-?\\d{1,4}$/.test(${source}) ? Number(${source}) : 0)`),
    () => form(scope, "+ of a text", `(/^-?\\d{1,4}$/.test(${source}) ? +${source} : 0)`),
    () => `(/^\\s*-?\\d{1,4}(?!\\d)/.test(${source}) ? ${whole("parseInt")} : 0)`,
    () => `(/^\\s*-?\\d{1,4}(?!\\d)/.test(${source}) ? ${whole("Number.parseInt")} : 0)`,
    () => `(/^\\s*-?\\d{1,4}(?![\\d.eE])/.test(${source}) ? ${global(scope, "parseFloat", source)} : 0)`,
    () => `(/^\\s*-?\\d{1,4}(?![\\d.eE])/.test(${source}) ? ${global(scope, "Number.parseFloat", source)} : 0)`,
  ])();
}

/** The ways of taking a text apart. */
export function textLists(scope: Scope): Choices<string> {
  const { random } = scope;
  const source = (): string => part(text, scope);
  return [
    [1, () => method(scope, ["text", source()], "split", nonEmptyLiteral(random))],
    [1, () => method(scope, ["text", source()], "split", nonEmptyLiteral(random), String(random.below(4)))],
    [1, () => form(scope, "split by a pattern", `${source()}.split(${pattern(scope)})`)],
    [1, () => form(scope, "split by a value", `${source()}.split(same(${source()}) || ",")`)],
    [1, () => form(scope, "match of all", `(${source()}.match(${pattern(scope, "g")}) ?? [])`)],
    [2, () => matchAll(scope)],
  ];
}

function matchAll(scope: Scope): string {
  const group = pick(scope.random, ["found[0]", '(found[1] ?? "")', '(found[2] ?? "")', "`${found.length}`"]);
  const pattern_ = "/([a-z])([^a-z]?)/g";
  return form(scope, "matchAll", `[...${part(text, scope)}.matchAll(${pattern_})].map((found) => ${group})`);
}
