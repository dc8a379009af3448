import { condition } from "./boolean.ts";
import { bounded, only, type Place, type Written } from "./place.ts";
import { chance, choose, pick } from "./random.ts";
import { recordKeys } from "./random-value.ts";
import { bind, type Mutable, part, pure, type Scope, safe } from "./scope.ts";
import { anyNumber, definedOf, list, type ObjectType, optional, text, typeText, type ValueType } from "./value-type.ts";

const member = (type: ValueType, isOptional = false): ObjectType["members"][string] => ({ type, isOptional });

const shape: ObjectType = {
  kind: "object",
  members: {
    n: member(anyNumber),
    text: member(text),
    "a-b": member(text),
    opt: member(text, true),
    list: member(list(text)),
    inner: member({ kind: "object", members: { n: member(anyNumber), list: member(list(anyNumber)) } }),
  },
};

const types = [
  shape,
  { kind: "record", value: anyNumber },
  list(text),
  list(anyNumber),
  list(list(anyNumber)),
  { kind: "record", value: list(text) },
] as const;

/** A variable whose object or array the program changes in place. No other name may see it: only what it holds is read. */
export function mutable({ scope }: Place): Written {
  const { random } = scope;
  const name = scope.freshName();
  const type: ValueType = pick(random, types);
  const line = `const ${name}: ${typeText(type)} = ${initial(type, pure(scope))};`;
  const bound = bind(scope, { name, type, canNarrow: false });
  const references = bound.references.filter(
    (reference) => reference.root !== name || ["text", "number"].includes(definedOf(reference.type).kind),
  );
  return { lines: [line], scope: { ...bound, references, mutables: [...scope.mutables, { name, type }] } };
}

/** A new object each time, which nothing else has a name for. */
function initial(type: ValueType, scope: Scope): string {
  const { random } = scope;
  const of = (inner: ValueType): string => part(inner, scope);
  switch (type.kind) {
    case "object":
      return `{ ${Object.entries(type.members)
        .filter(([, { isOptional }]) => !isOptional || chance(random, 50))
        .map(([name, inner]) => `${JSON.stringify(name)}: ${initial(inner.type, scope)}`)
        .join(", ")} }`;
    case "record":
      return pick(random, ["{}", `{ a: ${initial(type.value, scope)}, "a-b": ${initial(type.value, scope)} }`]);
    case "list":
      return pick(random, [
        "[]",
        `[${initial(type.element, scope)}]`,
        `[${initial(type.element, scope)}, ${initial(type.element, scope)}]`,
      ]);
    default:
      return of(type);
  }
}

/** A change in place of one of the variables made for it. */
export function mutation(place: Place): Written {
  const { scope } = place;
  const { name, type } = pick(scope.random, scope.mutables);
  if (type.kind === "object") return changeObject(place, name);
  if (type.kind === "record" && type.value.kind === "list") return only(place, fillGroup(name, scope));
  if (type.kind === "record") return only(place, changeRecord(name, scope));
  return type.kind === "list" ? changeList(place, { name, type: type.element }) : only(place);
}

function changeObject(place: Place, name: string): Written {
  const scope = pure(place.scope);
  const { random, note } = scope;
  const value = (type: ValueType): string => bounded(type, scope);
  const written = (line: string, construct: Parameters<Scope["note"]>[0]): Written => {
    note(construct);
    return only(place, line);
  };
  return choose<Written>(random, [
    [2, () => written(`${name}.n = ${value(anyNumber)};`, "member set")],
    [1, () => written(`${name}.n ${pick(random, ["+=", "-="])} ${value(anyNumber)};`, "member changed")],
    [1, () => written(`${name}.inner.n${pick(random, ["++", "--", " = 3", " *= 2"])};`, "member of a member changed")],
    [1, () => written(`${name}["a-b"] = ${value(text)};`, "member set")],
    [1, () => written(`${name}.opt = same<string | undefined>(${part(optional(text), scope)});`, "member set")],
    [1, () => written(`${name}.opt ??= ${bounded(text, safe(scope))};`, "member changed")],
    [1, () => written(`delete ${name}.opt;`, "delete")],
    [1, () => written(`Object.assign(${name}, { n: ${value(anyNumber)}, text: ${value(text)} });`, "Object.assign")],
    [1, () => changeList(place, { name: `${name}.list`, type: text })],
    [1, () => changeList(place, { name: `${name}.inner.list`, type: anyNumber })],
  ]);
}

function changeRecord(name: string, outer: Scope): string {
  const scope = pure(outer);
  const { random, note } = scope;
  const key = pick(random, [part(text, scope), `${JSON.stringify(pick(random, recordKeys))}`]);
  if (chance(random, 20)) {
    note("delete");
    return `delete ${name}[${key}];`;
  }
  note("entry set");
  return pick(random, [
    `${name}[${key}] = ${bounded(anyNumber, scope)};`,
    `${name}[${key}] = (${name}[${key}] ?? 0) + 1;`,
  ]);
}

/** A list in a record, made when something is first put into it. */
function fillGroup(name: string, outer: Scope): string {
  const scope = pure(outer);
  scope.note("group filled");
  const key = pick(scope.random, [`${part(text, scope)}`, `${JSON.stringify(pick(scope.random, recordKeys))}`]);
  return `(${name}[${key}] ??= []).push(${bounded(text, scope)});`;
}

/** `push`, `pop` and the others, of an array of a type. */
function changeList(place: Place, { name, type }: Mutable): Written {
  const scope = pure(place.scope);
  const { random, note } = scope;
  const value = (): string => (type.kind === "list" ? initial(type, scope) : bounded(type, scope));
  const written = (line: string, construct: Parameters<Scope["note"]>[0]): Written => {
    note(construct);
    return only(place, line);
  };
  const taken = (method: "pop" | "shift"): Written => {
    note(method);
    if (chance(random, 40)) return only(place, `${name}.${method}();`);
    const found = scope.freshName();
    const line = `const ${found} = ${name}.${method}();`;
    return { lines: [line], scope: bind(place.scope, { name: found, type: optional(type), canNarrow: false }) };
  };
  const position = pick(random, ["0", "1", "-1"]);
  return choose<Written>(random, [
    [3, () => written(`${name}.push(${value()}${chance(random, 30) ? `, ${value()}` : ""});`, "push")],
    [1, () => written(`${name}.unshift(${value()});`, "unshift")],
    [1, () => taken("pop")],
    [1, () => taken("shift")],
    [1, () => written(`${name}.splice(${position}, 1${chance(random, 40) ? `, ${value()}` : ""});`, "splice")],
    [1, () => written(`${name}.reverse();`, "reverse in place")],
    [
      type.kind === "list" ? 0 : 1,
      () => written(`${name}.fill(${value()}${pick(random, ["", ", 1", ", -1", ", 0, 1"])});`, "fill in place"),
    ],
    [type.kind === "text" ? 1 : 0, () => written(`${name}.sort();`, "sort in place")],
    [type.kind === "number" ? 1 : 0, () => written(`${name}.sort((left, right) => left - right);`, "sort in place")],
    [1, () => written(`if (${name}.length > 1) ${name}[${pick(random, ["0", "1"])}] = ${value()};`, "element set")],
    [1, () => written(`if (${condition(scope)}) ${name}.length = 0;`, "length set")],
  ]);
}
