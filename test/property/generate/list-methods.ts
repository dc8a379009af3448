import { callback } from "./callback.ts";
import { form, global, method } from "./form.ts";
import { chance, type Choices, pick } from "./random.ts";
import { receiver } from "./receiver.ts";
import { sorted } from "./sorted.ts";
import { bind, part, pure, type Scope } from "./scope.ts";
import {
  anyNumber,
  boolean,
  definedOf,
  fits,
  list,
  mixed,
  nullable,
  optional,
  plainNumber,
  text,
  typeText,
  type ValueType,
} from "./value-type.ts";

// Methods of arrays, and what goes with them: Set, Array.from, Object.entries and their kin.

type On = readonly ["list", string];

/** The ways of making an array with them. */
export function listMethods(scope: Scope, element: ValueType): Choices<string> {
  const { random } = scope;
  const same = (): string => receiver(element, scope);
  const on = (source = same()): On => ["list", source];
  const isNumber = element.kind === "number";
  return [
    [2, () => method(scope, on(), "slice", ...bounds(scope))],
    [1, () => method(scope, on(), "toReversed")],
    [1, () => method(scope, on(`[...${same()}]`), "reverse")],
    [2, () => sorted(scope, element)],
    [2, () => method(scope, on(receiver(list(element), scope)), "flat", ...pick(random, [[], ["1"]]))],
    [
      1,
      () =>
        method(
          scope,
          on(receiver(list(list(element)), scope)),
          "flat",
          isSimple(element) && chance(random, 20) ? "Infinity" : "2",
        ),
    ],
    [3, () => mapped(scope, "flatMap", list(element))],
    [isSimple(element) ? 1 : 0, () => mapped(scope, "flatMap", element)],
    [2, () => form(scope, "filter(Boolean)", `${same()}.filter(Boolean)`)],
    [1, () => method(scope, on(), "concat", ...[same(), same()].slice(random.below(3)))],
    [isFlat(element) ? 2 : 0, () => form(scope, "concat of an element", `${same()}.concat(${part(element, scope)})`)],
    [2, () => spliced(scope, element)],
    [isFlat(element) ? 1 : 0, () => withAnother(scope, element)],
    [1, () => filled(scope, element)],
    [fits(text, element) ? 1 : 0, () => form(scope, "[...text]", `[...${part(text, scope)}]`)],
    [fits(text, element) ? 1 : 0, () => keysAsLiterals(scope)],
    [2, () => counted(scope, element)],
    [2, () => copied(scope, element)],
    [isPrimitive(element) ? 3 : 0, () => different(scope, element)],
    [isNumber ? 1 : 0, () => form(scope, "keys()", `[...${receiver(pick(random, elements), scope)}.keys()]`)],
    [1, () => form(scope, "values()", `[...${same()}.values()]`)],
    [1, () => form(scope, "entries()", `[...${same()}.entries()].map(([index, each]) => (index > 9 ? each : each))`)],
    [
      isNumber ? 1 : 0,
      () => form(scope, "Object.values/1", `Object.values(${record(scope, element)}).toSorted((x, y) => x - y)`),
    ],
    [isNumber ? 1 : 0, () => form(scope, "map(Number)", `${receiver(boolean, scope)}.map(Number)`)],
    [
      fits(text, element) ? 1 : 0,
      () =>
        form(
          scope,
          "map(String)",
          `${receiver(pick(random, [plainNumber, boolean, nullable(text)]), scope)}.map(String)`,
        ),
    ],
    [
      element.kind === "boolean" ? 2 : 0,
      () => form(scope, "map(Boolean)", `${receiver(pick(random, primitives), scope)}.map(Boolean)`),
    ],
    [
      fits(text, element) ? 1 : 0,
      () => form(scope, "Object.keys/1", `Object.keys(${record(scope, plainNumber)}).toSorted()`),
    ],
    [fits(text, element) ? 1 : 0, () => entryTexts(scope)],
    [1, () => reducedList(scope, element)],
  ];
}

/** The ways of making a number with them; all are small and whole. */
export function listNumbers(scope: Scope, isPlain: boolean): Choices<string> {
  const { random } = scope;
  const from = pick(random, primitives);
  const place = pick(random, ["indexOf", "lastIndexOf"]);
  return [
    [3, () => method(scope, ["list", receiver(from, scope)], place, part(definedOf(from), scope))],
    [2, () => method(scope, ["list", receiver(from, scope)], place, part(definedOf(from), scope), position(scope))],
    [isPlain ? 0 : 2, () => reducedFromFirst(scope)],
    [3, () => tested(scope, pick(random, ["findIndex", "findLastIndex"]), pick(random, elements))],
    [2, () => form(scope, "set.size", `new Set(${receiver(from, scope)}).size`)],
    [1, () => form(scope, "list.length", `${receiver(pick(random, elements), scope)}.length`)],
    [1, () => `Object.entries(${record(scope, list(plainNumber))}).flat().length`],
    [1, () => `(${grouped(scope, pick(random, elements))}?.length ?? 0)`],
    [isPlain ? 0 : 3, () => reduced(scope, anyNumber)],
  ];
}

/** The ways of making a boolean with them. */
export function listTests(scope: Scope): Choices<string> {
  const { random } = scope;
  const from = pick(random, primitives);
  const name = pick(random, ["some", "every"]);
  return [
    [2, () => method(scope, ["set", `new Set(${receiver(from, scope)})`], "has", part(definedOf(from), scope))],
    [1, () => global(scope, "Object.hasOwn", record(scope, plainNumber), part(text, scope))],
    [1, () => form(scope, "some(Boolean)", `${receiver(from, scope)}.${name}(Boolean)`)],
    [1, () => `(${tested(scope, "findLast", pick(random, elements))} === undefined)`],
    [2, () => method(scope, ["list", receiver(from, scope)], "includes", part(definedOf(from), scope))],
    [
      1,
      () => method(scope, ["list", receiver(from, scope)], "includes", part(definedOf(from), scope), position(scope)),
    ],
    [2, () => tested(scope, name, pick(random, elements))],
    [
      1,
      () => global(scope, "Array.isArray", scope.references.length > 0 ? pick(random, scope.references).source : "[1]"),
    ],
  ];
}

/** The ways of making what may be undefined with them. */
export function listMaybes(scope: Scope, inner: ValueType): Choices<string> {
  return [
    [3, () => method(scope, ["list", receiver(inner, scope)], "at", position(scope))],
    [2, () => endOfNew(scope, inner)],
    [3, () => tested(scope, pick(scope.random, ["find", "findLast"]), inner)],
    [1, () => form(scope, "find(Boolean)", `${receiver(inner, scope)}.find(Boolean)`)],
    [inner.kind === "list" ? 3 : 0, () => (inner.kind === "list" ? grouped(scope, inner.element) : "")],
    [inner.kind === "number" ? 2 : 0, () => reduced(scope, optional(inner))],
  ];
}

/** The ways of making a text with them. */
export function listTexts(scope: Scope): Choices<string> {
  return [[1, () => reduced(scope, text)]];
}

/** The ways of making a record with them. */
export function listRecords(scope: Scope, value: ValueType): Choices<string> {
  const { random } = scope;
  const same = (): string => record(scope, value);
  const from = pick(random, elements);
  const pair = (inner: Scope): string => `[${part(text, inner)}, ${part(value, inner)}]`;
  return [
    [3, () => global(scope, "Object.fromEntries", `${receiver(from, scope)}.map(${callback(scope, from, pair)})`)],
    [1, () => form(scope, "Object.entries/1", `Object.fromEntries(Object.entries(${same()}))`)],
    [1, () => global(scope, "Object.assign", "{}", ...[same(), same()].slice(random.below(2)))],
    [1, () => global(scope, "structuredClone", same())],
    [1, () => global(scope, "Object.freeze", `{ [${part(text, scope)} + "k"]: ${part(value, scope)} }`)],
  ];
}

const primitives: readonly ValueType[] = [text, plainNumber, boolean, nullable(text), mixed];
const elements: readonly ValueType[] = [
  text,
  plainNumber,
  nullable(text),
  list(plainNumber),
  list(text),
  list(list(text)),
];

function record(scope: Scope, value: ValueType): string {
  return part({ kind: "record", value }, scope);
}

function isPrimitive(type: ValueType): boolean {
  return ["text", "number", "boolean", "enum", "mixed"].includes(definedOf(type).kind);
}

function isSimple({ kind }: ValueType): boolean {
  return kind === "text" || kind === "number" || kind === "boolean";
}

/** Whether `concat` takes it for an element. */
function isFlat(type: ValueType): boolean {
  return definedOf(type).kind !== "list";
}

function bounds(scope: Scope): readonly string[] {
  return Array.from({ length: scope.random.below(3) }, () => position(scope));
}

function position(scope: Scope): string {
  return chance(scope.random, 60)
    ? pick(scope.random, ["0", "1", "-1", "-2", "1.5", "-0.5", "9"])
    : part(plainNumber, scope);
}

function spliced(scope: Scope, element: ValueType): string {
  const { random } = scope;
  const count = pick(random, ["0", "1", "-1", "2"]);
  const added = isFlat(element) && chance(random, 50) ? [part(element, scope)] : [];
  const given = chance(random, 30) ? [] : [count, ...added];
  return method(scope, ["list", receiver(element, scope)], "toSpliced", position(scope), ...given);
}

/** A copy with another element, at a position that the list has. */
function withAnother(scope: Scope, element: ValueType): string {
  const at = pick(scope.random, ["0", "-1"]);
  const source = `[${part(element, scope)}, ...${receiver(element, scope)}]`;
  return method(scope, ["list", source], "with", at, part(element, scope));
}

function filled(scope: Scope, element: ValueType): string {
  const { random } = scope;
  const count = chance(random, 50) ? String(random.below(4)) : `${receiver(text, scope)}.length`;
  const made = pick(random, ["new Array", "Array"]);
  return form(scope, "new Array(count).fill", `${made}<${typeText(element)}>(${count}).fill(${part(element, scope)})`);
}

function keysAsLiterals(scope: Scope): string {
  const keys = `Object.keys(${record(scope, plainNumber)}).toSorted()`;
  return form(scope, "keys as literals", `same<string[]>(${keys} as ("a" | "b")[])`);
}

/** The last or first element of an array that nobody sees afterwards. */
function endOfNew(scope: Scope, element: ValueType): string {
  const made = pick(scope.random, [`[...${receiver(element, scope)}]`, `${receiver(element, scope)}.slice(1)`]);
  return form(scope, "pop or shift of a new list", `${made}.${pick(scope.random, ["pop", "shift"])}()`);
}

/** Of a list that has an element. */
function reducedFromFirst(scope: Scope): string {
  const step = callback(bind(pure(scope), { name: "before", type: anyNumber }), anyNumber, (inner) =>
    part(anyNumber, inner),
  ).replace("(", "(before, ");
  const name = pick(scope.random, ["reduce", "reduceRight"]);
  const source = `same<number[]>([${part(anyNumber, scope)}, ...${receiver(anyNumber, scope)}])`;
  return form(scope, "reduce without a start", `${source}.${name}(${step})`);
}

function tested(scope: Scope, name: string, element: ValueType): string {
  return method(
    scope,
    ["list", receiver(element, scope)],
    name,
    callback(scope, element, (inner) => part(boolean, inner)),
  );
}

function mapped(scope: Scope, name: string, result: ValueType): string {
  const from = pick(scope.random, elements);
  return method(
    scope,
    ["list", receiver(from, scope)],
    name,
    callback(scope, from, (inner) => part(result, inner)),
  );
}

function counted(scope: Scope, element: ValueType): string {
  const [nothing, name] = [scope.freshName(), scope.freshName()];
  const inner = bind(pure(scope), { name, type: plainNumber });
  const count = chance(scope.random, 50) ? String(scope.random.below(4)) : `${receiver(text, scope)}.length`;
  const source = `Array.from({ length: ${count} }, (${nothing}, ${name}) => ${part(element, inner)})`;
  return form(scope, "Array.from of a length", source);
}

function copied(scope: Scope, element: ValueType): string {
  const { random } = scope;
  const of = (): string => part(element, scope);
  if (chance(random, 20))
    return form(scope, "Array.of", `Array.of(${[of(), of(), of()].slice(random.below(3)).join(", ")})`);
  const change = chance(random, 50)
    ? []
    : [callback(scope, element, (inner) => part(element, inner), { isOfList: false })];
  return global(scope, "Array.from", receiver(element, scope), ...change);
}

/** The different elements, through a Set. */
function different(scope: Scope, element: ValueType): string {
  const { random } = scope;
  const set = `new Set(${receiver(element, scope)})`;
  if (chance(random, 50)) return form(scope, "[...set]", `[...${set}]`);
  const change = chance(random, 50)
    ? ""
    : `, ${callback(scope, element, (inner) => part(element, inner), { isOfList: false })}`;
  return form(scope, "Array.from of a Set", `Array.from(${set}${change})`);
}

/** The entries of a record, in an order of their own. */
function entryTexts(scope: Scope): string {
  const [key, value] = [scope.freshName(), scope.freshName()];
  const pairs = `Object.entries(${record(scope, plainNumber)})`;
  return form(
    scope,
    "Object.entries/1",
    `${pairs}.map(([${key}, ${value}]) => \`\${${key}}=\${${value}}\`).toSorted()`,
  );
}

function grouped(scope: Scope, element: ValueType): string {
  const key = callback(scope, element, (inner) => `String(${part(text, inner)})`, { isOfList: false });
  return `${global(scope, "Object.groupBy", receiver(element, scope), key)}[${part(text, scope)}]`;
}

function reduced(scope: Scope, type: ValueType): string {
  const { random } = scope;
  const from = pick(random, elements);
  const name = scope.freshName();
  const bounded = (inner: Scope): string => (type.kind === "text" ? `short(${part(type, inner)})` : part(type, inner));
  const step = callback(bind(pure(scope), { name, type }), from, bounded);
  const start = type.kind === "maybe" && chance(random, 50) ? "undefined" : part(type, scope);
  const annotation = type.kind === "maybe" ? "number | undefined" : type.kind === "text" ? "string" : "number";
  return reduction(scope, { from, annotation, step: step.replace("(", `(${name}, `), start });
}

/** A list that grows by an element for each of another list. */
function reducedList(scope: Scope, element: ValueType): string {
  const from = pick(scope.random, elements);
  const name = scope.freshName();
  const step = callback(scope, from, (inner) => `[...${name}, ${part(element, inner)}]`).replace("(", `(${name}, `);
  return reduction(scope, { from, annotation: typeText(list(element)), step, start: "[]" });
}

interface Reduction {
  readonly from: ValueType;
  readonly annotation: string;
  readonly step: string;
  readonly start: string;
}

function reduction(scope: Scope, { from, annotation, step, start }: Reduction): string {
  const name = pick(scope.random, ["reduce", "reduce", "reduceRight"] as const);
  return form(scope, `list.${name}/2`, `${receiver(from, scope)}.${name}<${annotation}>(${step}, ${start})`);
}
