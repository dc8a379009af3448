import { chance, choose, pick, times } from "./random.ts";
import { randomType, recordKeys } from "./random-value.ts";
import { form, method } from "./form.ts";
import { condition, predicate } from "./boolean.ts";
import { callback } from "./callback.ts";
import { listMaybes, listMethods, listRecords } from "./list-methods.ts";
import { plane, position, textLists } from "./text-methods.ts";
import { receiver } from "./receiver.ts";
import { part, pure, type Scope, without } from "./scope.ts";
import {
  anyNumber,
  boolean,
  definedOf,
  fits,
  list,
  maybe,
  type Member,
  memberType,
  type Members,
  nullable,
  plainNumber,
  text,
  typeText,
  type ValueType,
} from "./value-type.ts";

/** The ways of making an array. */
export function listForms(scope: Scope, element: ValueType): string {
  const { random } = scope;
  const same = list(element);
  return choose(random, [
    [4, () => listLiteral(scope, element)],
    [4, () => mapped(scope, element)],
    [3, () => method(scope, ["list", receiver(element, scope)], "filter", predicate(scope, element))],
    [8, () => choose(random, listMethods(scope, element))],
    [2, () => method(scope, ["list", receiver(element, scope)], "concat", part(same, scope))],
    [fits(text, element) ? 5 : 0, () => choose(random, textLists(scope))],
  ]);
}

export function listLiteral(scope: Scope, element: ValueType): string {
  const { random } = scope;
  const item = (): string =>
    scope.depth > 1 && chance(random, 20)
      ? form(scope, "[...list]", `...${part(list(element), scope)}`)
      : part(element, scope);
  return `[${times(1 + random.below(3), item).join(", ")}]`;
}

function mapped(scope: Scope, element: ValueType): string {
  const { random, references } = scope;
  const lists = references.flatMap(({ type }) => (type.kind === "list" ? [type.element] : []));
  const from = lists.length > 0 && chance(random, 80) ? pick(random, lists) : randomType(random, 1);
  const source = receiver(from, scope);
  return method(
    scope,
    ["list", source],
    "map",
    callback(scope, from, (inner) => part(element, inner)),
  );
}

/** The ways of making an object. */
export function objectForms(scope: Scope, members: Members): string {
  const { random, references } = scope;
  const bases = references.filter(({ type, isData }) => isData && definedOf(type).kind === "object");
  // TypeScript refuses what shares no member with a type whose members are all optional.
  const isWeak = Object.values(members).every(({ isOptional }) => isOptional);
  if (isWeak || bases.length === 0 || chance(random, 50))
    return form(scope, "object", `({ ${[...written(scope, members), ...chosen(scope, members)].join(", ")} })`);
  const base = pick(random, bases);
  const missing = Object.fromEntries(
    Object.entries(members).flatMap(([name, member]): readonly (readonly [string, Member])[] => {
      const type = definedOf(base.type);
      const found = type.kind === "object" ? type.members[name] : undefined;
      if (found === undefined) return [[name, member]];
      // What does not fit must be hidden.
      if (!fits(found.type, member.type)) return [[name, { ...member, isOptional: false }]];
      if (base.type.kind === "maybe") return [[name, member]];
      return found.isOptional && !member.isOptional ? [[name, member]] : [];
    }),
  );
  // A spread that comes later may hide what stands before it.
  if (chance(random, 20) && Object.keys(missing).length === 0) {
    return form(
      scope,
      "object with a spread",
      `({ ${written(scope, members).concat(`...${base.source}`).join(", ")} })`,
    );
  }
  return form(scope, "object with a spread", `({ ${[`...${base.source}`, ...written(scope, missing)].join(", ")} })`);
}

/** Some optional members again, where a test says so. */
function chosen(scope: Scope, members: Members): readonly string[] {
  const { random } = scope;
  const optionals = Object.entries(members).filter(([, { isOptional }]) => isOptional);
  if (optionals.length === 0 || !chance(random, 30)) return [];
  const [name, { type }] = pick(random, optionals);
  const member = `{ ${JSON.stringify(name)}: ${part(type, scope)} }`;
  return [
    chance(random, 50)
      ? form(
          scope,
          "...(test ? {} : {})",
          `...(${condition(scope)} ? ${member} : ${pick(random, ["{}", "undefined", "null"])})`,
        )
      : form(scope, "...(test && {})", `...(same<boolean>(${part(boolean, scope)}) && ${member})`),
  ];
}

function written(scope: Scope, members: Members): string[] {
  return Object.entries(members).flatMap(([name, member]) => {
    if (member.isOptional && chance(scope.random, 30)) return [];
    return [`${JSON.stringify(name)}: ${part(memberType(member), scope)}`];
  });
}

/** The ways of making a record. */
export function recordForms(scope: Scope, value: ValueType): string {
  const { random, references } = scope;
  if (chance(random, 30)) return choose(random, listRecords(scope, value));
  const records = references.filter(({ type }) => fits(type, { kind: "record", value }));
  const entry = (): string => `[${recordKey(scope)}]: ${part(value, scope)}`;
  const base = records.length > 0 && chance(random, 40) ? [`...${pick(random, records).source}`] : [];
  return form(scope, "computed key", `({ ${[...base, ...times(1 + random.below(2), entry)].join(", ")} })`);
}

function recordKey(scope: Scope): string {
  const key = pick(scope.random, recordKeys);
  // A key that is a literal would make an object of known members.
  return chance(scope.random, 50)
    ? `same<string>(${part(text, scope)})`
    : `(${JSON.stringify(key)} + ${part(text, scope)})`;
}

/** The ways of making what may be missing. */
export function maybeForms(scope: Scope, type: Extract<ValueType, { readonly kind: "maybe" }>): string {
  const { random } = scope;
  const { inner, isNull, isUndefined } = type;
  const absent = isNull && (!isUndefined || chance(random, 50)) ? "null" : "undefined";
  return choose(random, [
    [3, () => `(${condition(scope)} ? ${part(inner, scope)} : ${absent})`],
    [1, () => `(${condition(scope)} ? ${absent} : ${part(type, scope)})`],
    [2, () => part(inner, scope)],
    [isUndefined ? 3 : 0, () => form(scope, "list[i]", `${receiver(inner, scope)}[${listIndex(scope)}]`)],
    [isUndefined ? 4 : 0, () => choose(random, listMaybes(scope, inner))],
    [
      isUndefined ? 2 : 0,
      () => form(scope, "record[key]", `${part({ kind: "record", value: inner }, pure(scope))}[${part(text, scope)}]`),
    ],
    [
      isUndefined && inner.kind === "text" ? 1 : 0,
      () =>
        form(
          scope,
          "record[number]",
          `same<Record<number, string>>({ 1: "one", 2: ${part(text, scope)} })[${part(plainNumber, scope)}]`,
        ),
    ],
    [isNull && !isUndefined ? 3 : 0, () => `(${missable(inner, scope)} ?? null)`],
    [1, () => orElse(scope, inner, "??", type)],
    [inner.kind === "text" && isUndefined ? 2 : 0, () => character(scope)],
    [inner.kind === "text" ? 2 : 0, () => chain(scope, type)],
  ]);
}

function character(scope: Scope): string {
  const source = plane(scope);
  return chance(scope.random, 50)
    ? form(scope, "text[i]", `${source}[${position(scope)}]`)
    : method(scope, ["text", source], "at", position(scope));
}

/** `left ?? right`, or `left || right`; on the right, TypeScript knows that what stands on the left is missing. */
export function orElse(scope: Scope, left: ValueType, operator: "??" | "||", right: ValueType): string {
  const source = missable(left, scope);
  const reference = scope.references.find((other) => other.source === source);
  // TypeScript refuses a test whose outcome it knows.
  const isKnown = operator === "||" && / \? "" : \w+\)$/.test(source);
  const tested = isKnown ? `same<${typeText(both(left))}>(${source})` : source;
  const after = reference === undefined ? scope : without(scope, reference);
  return form(scope, operator, `(${tested} ${operator} ${part(right, after)})`);
}

/** An expression that may be missing for all that TypeScript can see, as the left side of `??` must be. */
function missable(type: ValueType, scope: Scope): string {
  const { random } = scope;
  const wanted = both(type);
  const candidates = scope.references.filter((other) => other.type.kind === "maybe" && fits(other.type, wanted));
  if (candidates.length > 0 && chance(random, 70)) return pick(random, candidates).source;
  const inner = definedOf(type);
  return choose(random, [
    [3, () => `(${condition(scope)} ? ${part(inner, scope)} : ${pick(random, ["null", "undefined"])})`],
    [1, () => `${receiver(inner, scope)}[${listIndex(scope)}]`],
    [1, () => `${receiver(inner, scope)}.find(${predicate(scope, inner)})`],
  ]);
}

function both(type: ValueType): ValueType {
  return maybe(type, { isNull: true, isUndefined: true });
}

function chain(
  scope: Scope,
  { isNull, isUndefined }: { readonly isNull: boolean; readonly isUndefined: boolean },
): string {
  const call = pick(scope.random, ["trim()", "toUpperCase()", "trimEnd()"]);
  const chained = form(scope, "?.", `${part(both(text), scope)}?.${call}`);
  return isUndefined || !isNull ? chained : `(${chained} ?? null)`;
}

function listIndex(scope: Scope): string {
  return chance(scope.random, 50)
    ? String(scope.random.below(3))
    : part(pick(scope.random, [plainNumber, anyNumber]), scope);
}

export function mixedForms(scope: Scope): string {
  return part(
    pick(scope.random, [text, plainNumber, nullable(text), { kind: "boolean" }] satisfies ValueType[]),
    scope,
  );
}
