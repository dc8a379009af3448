import { callback } from "./callback.ts";
import { chance, type Choices, pick } from "./random.ts";
import { receiver } from "./receiver.ts";
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
  type ValueType,
} from "./value-type.ts";

// Methods of arrays, and what goes with them: Set, Array.from, Object.entries and their kin.

/** The ways of making an array with them. */
export function listMethods(scope: Scope, element: ValueType): Choices<string> {
  const { random } = scope;
  const same = (): string => receiver(element, scope);
  const isNumber = element.kind === "number";
  return [
    [2, () => `${same()}.slice(${bounds(scope)})`],
    [1, () => `${same()}.toReversed()`],
    [1, () => `[...${same()}].reverse()`],
    [2, () => sorted(scope, element)],
    [2, () => `${receiver(list(element), scope)}.flat(${pick(random, ["", "1"])})`],
    [1, () => `${receiver(list(list(element)), scope)}.flat(2)`],
    [3, () => mapped(scope, "flatMap", list(element))],
    [2, () => `${same()}.filter(Boolean)`],
    [1, () => `${same()}.concat(${same()}, ${same()})`],
    [isFlat(element) ? 2 : 0, () => `${same()}.concat(${part(element, scope)})`],
    [2, () => counted(scope, element)],
    [
      1,
      () =>
        `Array.from(${same()}${chance(random, 50) ? "" : `, ${callback(scope, element, (inner) => part(element, inner))}`})`,
    ],
    [isPrimitive(element) ? 3 : 0, () => `[...new Set(${same()})]`],
    [isPrimitive(element) ? 1 : 0, () => `Array.from(new Set(${same()}))`],
    [isNumber ? 1 : 0, () => `[...${receiver(pick(random, elements), scope)}.keys()]`],
    [
      isNumber ? 1 : 0,
      () => `Object.values(${part({ kind: "record", value: element }, scope)}).toSorted((x, y) => x - y)`,
    ],
    [
      fits(text, element) ? 1 : 0,
      () => `Object.keys(${part({ kind: "record", value: plainNumber }, scope)}).toSorted()`,
    ],
    [fits(text, element) ? 1 : 0, () => entryTexts(scope)],
  ];
}

/** The ways of making a number with them; all are small and whole. */
export function listNumbers(scope: Scope, isPlain: boolean): Choices<string> {
  const { random } = scope;
  const from = pick(random, primitives);
  const place = pick(random, ["indexOf", "lastIndexOf"]);
  return [
    [3, () => `${receiver(from, scope)}.${place}(${part(definedOf(from), scope)})`],
    [3, () => tested(scope, pick(random, ["findIndex", "findLastIndex"]), pick(random, elements))],
    [2, () => `new Set(${receiver(from, scope)}).size`],
    [1, () => `Object.entries(${part({ kind: "record", value: list(plainNumber) }, scope)}).flat().length`],
    [1, () => `(${grouped(scope, pick(random, elements))}?.length ?? 0)`],
    [isPlain ? 0 : 3, () => reduced(scope, anyNumber)],
  ];
}

/** The ways of making a boolean with them. */
export function listTests(scope: Scope): Choices<string> {
  const { random } = scope;
  const from = pick(random, primitives);
  const values = part({ kind: "record", value: plainNumber }, scope);
  return [
    [2, () => `new Set(${receiver(from, scope)}).has(${part(definedOf(from), scope)})`],
    [1, () => `Object.hasOwn(${values}, ${part(text, scope)})`],
    [1, () => `${receiver(from, scope)}.${pick(random, ["some", "every"])}(Boolean)`],
    [1, () => `(${tested(scope, "findLast", pick(random, elements))} === undefined)`],
  ];
}

/** The ways of making what may be undefined with them. */
export function listMaybes(scope: Scope, inner: ValueType): Choices<string> {
  return [
    [3, () => `${receiver(inner, scope)}.at(${position(scope)})`],
    [3, () => tested(scope, "findLast", inner)],
    [1, () => `${receiver(inner, scope)}.find(Boolean)`],
    [inner.kind === "list" ? 3 : 0, () => (inner.kind === "list" ? grouped(scope, inner.element) : "")],
    [inner.kind === "number" ? 2 : 0, () => reduced(scope, optional(anyNumber))],
  ];
}

/** The ways of making a text with them. */
export function listTexts(scope: Scope): Choices<string> {
  return [[1, () => reduced(scope, text)]];
}

/** The ways of making a record with them. */
export function listRecords(scope: Scope, value: ValueType): Choices<string> {
  const { random } = scope;
  const record = (): string => part({ kind: "record", value }, scope);
  const from = pick(random, elements);
  const pair = (inner: Scope): string => `[${part(text, inner)}, ${part(value, inner)}]`;
  return [
    [3, () => `Object.fromEntries(${receiver(from, scope)}.map(${callback(scope, from, pair)}))`],
    [1, () => `Object.fromEntries(Object.entries(${record()}))`],
    [1, () => `Object.assign({}, ${record()}, ${record()})`],
    [1, () => `structuredClone(${record()})`],
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

function isPrimitive(type: ValueType): boolean {
  return ["text", "number", "boolean", "enum", "mixed"].includes(definedOf(type).kind);
}

/** Whether `concat` takes it for an element. */
function isFlat(type: ValueType): boolean {
  return definedOf(type).kind !== "list";
}

function bounds(scope: Scope): string {
  return pick(scope.random, [() => position(scope), () => `${position(scope)}, ${position(scope)}`])();
}

function position(scope: Scope): string {
  return chance(scope.random, 60)
    ? pick(scope.random, ["0", "1", "-1", "-2", "1.5", "-0.5", "9"])
    : part(plainNumber, scope);
}

function tested(scope: Scope, method: string, element: ValueType): string {
  return `${receiver(element, scope)}.${method}(${callback(scope, element, (inner) => part(boolean, inner))})`;
}

function mapped(scope: Scope, method: string, result: ValueType): string {
  const from = pick(scope.random, elements);
  return `${receiver(from, scope)}.${method}(${callback(scope, from, (inner) => part(result, inner))})`;
}

/** A comparator must not contradict itself, or what comes of it depends on the engine. */
function sorted(scope: Scope, element: ValueType): string {
  const { random } = scope;
  const [left, right] = [scope.freshName(), scope.freshName()];
  const { kind } = element;
  const byCode = `(${left} < ${right} ? -1 : ${left} > ${right} ? 1 : 0)`;
  const comparators =
    kind === "number"
      ? [
          `${left} - ${right}`,
          `${right} - ${left}`,
          `Math.abs(${left}) - Math.abs(${right})`,
          `(${left} < ${right} ? -1 : 1)`,
        ]
      : kind === "text" || kind === "enum"
        ? [byCode, `-${byCode}`, `${left}.length - ${right}.length`, `${left}.length - ${right}.length || ${byCode}`]
        : kind === "list"
          ? [`${left}.length - ${right}.length`]
          : ["0"];
  const comparator = `(${left}, ${right}) => ${pick(random, comparators)}`;
  const isByText = ["text", "mixed", "boolean"].includes(kind) || (element.kind === "number" && element.isPlain);
  const argument = isByText && chance(random, 40) ? "" : comparator;
  const source = receiver(element, scope);
  return chance(random, 50) ? `${source}.toSorted(${argument})` : `[...${source}].sort(${argument})`;
}

function counted(scope: Scope, element: ValueType): string {
  const name = scope.freshName();
  const inner = bind(pure(scope), { name, type: plainNumber });
  const count = chance(scope.random, 50) ? String(scope.random.below(4)) : `${receiver(text, scope)}.length`;
  return `Array.from({ length: ${count} }, (_, ${name}) => ${part(element, inner)})`;
}

/** The entries of a record, in an order of their own. */
function entryTexts(scope: Scope): string {
  const [key, value] = [scope.freshName(), scope.freshName()];
  const record = part({ kind: "record", value: plainNumber }, scope);
  return `Object.entries(${record}).map(([${key}, ${value}]) => \`\${${key}}=\${${value}}\`).toSorted()`;
}

function grouped(scope: Scope, element: ValueType): string {
  const key = callback(scope, element, (inner) => `String(${part(text, inner)})`);
  return `Object.groupBy(${receiver(element, scope)}, ${key})[${part(text, scope)}]`;
}

function reduced(scope: Scope, type: ValueType): string {
  const { random } = scope;
  const from = pick(random, elements);
  const name = scope.freshName();
  const step = callback(bind(pure(scope), { name, type }), from, (inner) => part(type, inner));
  const method = pick(random, ["reduce", "reduce", "reduceRight"]);
  const start = type.kind === "maybe" && chance(random, 50) ? "undefined" : part(type, scope);
  const annotation = type.kind === "maybe" ? "number | undefined" : type.kind === "text" ? "string" : "number";
  return `${receiver(from, scope)}.${method}<${annotation}>(${step.replace("(", `(${name}, `)}, ${start})`;
}
