import { condition } from "./boolean.ts";
import { bounded, only, type Place, type Written } from "./place.ts";
import { pattern } from "./patterns.ts";
import { chance, choose, pick } from "./random.ts";
import { randomObjectType, randomType } from "./random-value.ts";
import { receiver } from "./receiver.ts";
import { type Assignable, bind, part, pure, type Scope, safe } from "./scope.ts";
import { anyNumber, list, maybe, nullable, optional, text, typeText, type ValueType, widened } from "./value-type.ts";

export function constant({ scope }: Place): Written {
  scope.note("const");
  const name = scope.freshName();
  const type = widened(maybeMissing(scope));
  // Without its type written, a constant often has a literal's type, which cannot be compared with other literals.
  const isWritten = scope.inLoop || type.kind !== "list" || chance(scope.random, 60);
  const annotation = isWritten ? `: ${typeText(type)}` : "";
  const value = isWritten ? part(type, scope) : `same<${typeText(type)}>(${part(type, scope)})`;
  return { lines: [`const ${name}${annotation} = ${asDeclared(type, value)};`], scope: bind(scope, { name, type }) };
}

/** TypeScript narrows a variable to what it is given; a call gives what its type says. */
function asDeclared(type: ValueType, value: string): string {
  return type.kind === "maybe" || type.kind === "mixed" ? `same<${typeText(type)}>(${value})` : value;
}

function maybeMissing({ random }: Scope): ValueType {
  const type = randomType(random, 2);
  return chance(random, 15) ? optional(type) : type;
}

/** Assigning narrows a variable's declared type, so an `if` on it is left to constants. */
function declared(scope: Scope, assignable: Assignable): Scope {
  const bound = bind(scope, { ...assignable, canNarrow: false });
  return { ...bound, assignables: [...bound.assignables, assignable] };
}

const assignableTypes: readonly ValueType[] = [
  text,
  text,
  anyNumber,
  anyNumber,
  list(text),
  nullable(text),
  optional(text),
  maybe(text, { isNull: true, isUndefined: true }),
];

export function variable({ scope }: Place): Written {
  scope.note("let");
  const name = scope.freshName();
  const type = pick(scope.random, assignableTypes);
  const line = `let ${name}: ${typeText(type)} = ${asDeclared(type, part(type, scope))};`;
  return { lines: [line], scope: declared(scope, { name, type }) };
}

export function laterAssigned({ scope }: Place): Written {
  scope.note("let without a value");
  const name = scope.freshName();
  const type = pick(scope.random, assignableTypes);
  const isMissing = type.kind === "maybe" && type.isUndefined;
  const give = (): string => `${name} = ${asDeclared(type, part(type, scope))};`;
  const otherwise = isMissing ? "" : ` else { ${give()} }`;
  return {
    lines: [`let ${name}: ${typeText(type)};`, `if (${condition(scope)}) { ${give()} }${otherwise}`],
    scope: declared(scope, { name, type }),
  };
}

type Operator = "=" | "+=" | "-=" | "*=" | "||=" | "&&=" | "??=" | "++" | "--" | "swap";

/** An assignment to a variable that is in scope. */
export function assignment(place: Place): Written {
  const { scope } = place;
  const { name, type } = pick(scope.random, scope.assignables);
  const [operator, line] = assigning(name, type, scope);
  scope.note(operator);
  return only(place, line);
}

function assigning(name: string, type: ValueType, scope: Scope): readonly [Operator, string] {
  const { random } = scope;
  const value = (): string => asDeclared(type, bounded(type, scope));
  const plain = (): readonly [Operator, string] => ["=", `${name} = ${value()};`];
  // What `??=` assigns is evaluated where the variable itself is missing.
  const others = safe({ ...scope, references: scope.references.filter(({ root }) => root !== name) });
  const later = (operator: Operator): readonly [Operator, string] => [
    operator,
    `${name} ${operator} ${bounded(type, others)};`,
  ];
  switch (type.kind) {
    case "number":
      return choose<readonly [Operator, string]>(random, [
        [2, plain],
        [1, () => ["+=", `${name} += ${value()};`]],
        [1, () => ["-=", `${name} -= ${value()};`]],
        [1, () => ["*=", `${name} *= 2;`]],
        [1, () => ["++", pick(random, [`${name}++;`, `++${name};`])]],
        [1, () => ["--", pick(random, [`--${name};`, `${name}--;`])]],
        [1, () => later(pick(random, ["||=", "&&="]))],
      ]);
    case "text":
      return choose<readonly [Operator, string]>(random, [
        [2, plain],
        [2, () => ["+=", `${name} += ${value()};`]],
        [1, () => later("||=")],
        [1, () => later("&&=")],
        [1, () => swapped(name, type, scope) ?? plain()],
      ]);
    case "maybe":
      return random.below(2) === 0 ? plain() : ["??=", `${name} ??= ${asDeclared(type, bounded(type, others))};`];
    default:
      return swapped(name, type, scope) ?? plain();
  }
}

function swapped(
  name: string,
  type: ValueType,
  { random, assignables }: Scope,
): readonly [Operator, string] | undefined {
  const twins = assignables.filter((other) => other.type === type && other.name !== name);
  if (twins.length === 0) return undefined;
  const twin = pick(random, twins).name;
  return ["swap", `[${name}, ${twin}] = [${twin}, ${name}];`];
}

/** Assignments to patterns, and assignments whose value is used. */
export function furtherAssignment({ scope }: Place): Written {
  const { random, note, assignables } = scope;
  const { name, type } = pick(random, assignables);
  const value = (): string => asDeclared(type, bounded(type, pure(scope)));
  const twins = assignables.filter((other) => other.type === type && other.name !== name);
  const found = scope.freshName();
  const numbers = assignables.filter((other) => other.type.kind === "number");
  return choose<Written>(random, [
    [
      1,
      () => {
        note("assignment to a pattern");
        const key = pick(random, ["a", "b"]);
        return { lines: [`({ ${key}: ${name} } = { ${key}: ${value()} });`], scope };
      },
    ],
    [
      1,
      () => {
        note("computed key in a pattern");
        const of = `same<Record<string, number>>(${part({ kind: "record", value: anyNumber }, pure(scope))})`;
        const line = `const { [${part(text, pure(scope))}]: ${found} } = ${of};`;
        return { lines: [line], scope: bind(scope, { name: found, type: optional(anyNumber), canNarrow: false }) };
      },
    ],
    [
      twins.length > 0 ? 2 : 0,
      () => {
        note("assignment of an assignment");
        return { lines: [`${name} = ${pick(random, twins).name} = ${value()};`], scope };
      },
    ],
    [
      numbers.length > 0 ? 2 : 0,
      () => {
        note("++ as a value");
        const counter = pick(random, numbers).name;
        const step = pick(random, [`${counter}++`, `--${counter}`, `++${counter}`]);
        const line = `const ${found}: number = ${step};`;
        return { lines: [line], scope: bind(scope, { name: found, type: anyNumber }) };
      },
    ],
    [
      type.kind === "maybe" ? 3 : 0,
      () => {
        note("assignment as a test");
        return { lines: [`if ((${name} = ${value()}) == null) ${name} = ${value()};`], scope };
      },
    ],
  ]);
}

export function destructuring({ scope }: Place): Written {
  const { random } = scope;
  if (chance(random, 30)) {
    const element = pick(random, [text, anyNumber, list(anyNumber)]);
    const taken = pattern(list(element), scope);
    const source = receiver(element, scope);
    const list_ = /^[[(]/.test(source) ? `same<${typeText(list(element))}>(${source})` : source;
    return { lines: [`const ${taken.source} = ${list_};`], scope: taken.scope };
  }
  const type = widened(randomObjectType(random, 1));
  const taken = pattern(type, scope);
  return { lines: [`const ${taken.source}: ${typeText(type)} = ${part(type, scope)};`], scope: taken.scope };
}
