import { condition } from "./boolean.ts";
import { eventTypes, taskTypes } from "./contracts.ts";
import { chance, choose, pick } from "./random.ts";
import { randomObjectType, randomType } from "./random-value.ts";
import { awaitedBranches, awaitedIterations } from "./promise-all.ts";
import { type Assignable, bind, part, type Scope } from "./scope.ts";
import { tryCatch } from "./try-catch.ts";
import {
  anyNumber,
  list,
  memberType,
  nullable,
  type ObjectType,
  optional,
  text,
  typeText,
  type ValueType,
  widened,
} from "./value-type.ts";

/** Where statements stand. */
export interface Place {
  readonly scope: Scope;
  /** How many statements may still nest in one another. */
  readonly nesting: number;
  /** Inside a callback of Promise.all; what is thrown there stops the others. */
  readonly inParallel: boolean;
  /** Writes the statements of a block; here, so that no generator imports its own importer. */
  readonly writeBlock: (place: Place, count: number) => Written;
}

/** Statements, one a line, and what is in scope after them. */
export interface Written {
  readonly lines: readonly string[];
  readonly scope: Scope;
}

export function writeBlock(place: Place, count: number): Written {
  let { scope } = place;
  const lines: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const written = statement({ ...place, scope });
    lines.push(...written.lines);
    ({ scope } = written);
  }
  return { lines, scope };
}

function statement(place: Place): Written {
  const { scope, nesting } = place;
  const deep = nesting > 0 ? 1 : 0;
  return choose<Written>(scope.random, [
    [4, () => constant(place)],
    [2, () => variable(place)],
    [2, () => laterAssigned(place)],
    [scope.assignables.length > 0 ? 4 : 0, () => assignment(place)],
    [2, () => destructuring(place)],
    [6, () => taskCall(place)],
    [2, () => emitCall(place)],
    [4 * deep, () => ifStatement(place)],
    [1, () => only(place, `if (${condition(scope)}) return ${part(randomType(scope.random, 1), scope)};`)],
    [1, () => only(place, `if (${condition(scope)}) { ${thrown(place)} }`)],
    [3 * deep, () => tryCatch(place)],
    [2 * deep, () => awaitedBranches(place)],
    [2 * deep, () => awaitedIterations(place)],
  ]);
}

function only({ scope }: Place, ...lines: readonly string[]): Written {
  return { lines, scope };
}

function constant({ scope }: Place): Written {
  const name = scope.freshName();
  const type = maybeMissing(scope);
  // Without its type written, a constant often has a literal's type, which cannot be compared with other literals.
  const annotation = chance(scope.random, 75) ? `: ${typeText(widened(type))}` : "";
  const line = `const ${name}${annotation} = ${part(widened(type), scope)};`;
  return { lines: [line], scope: bind(scope, { name, type: widened(type) }) };
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

const assignableTypes: readonly ValueType[] = [text, anyNumber, anyNumber, list(text), nullable(text), optional(text)];

function variable({ scope }: Place): Written {
  const name = scope.freshName();
  const type = pick(scope.random, assignableTypes);
  const line = `let ${name}: ${typeText(type)} = ${part(type, scope)};`;
  return { lines: [line], scope: declared(scope, { name, type }) };
}

function laterAssigned(place: Place): Written {
  const { scope } = place;
  const name = scope.freshName();
  const type = pick(scope.random, assignableTypes);
  const isMissing = type.kind === "maybe" && type.isUndefined;
  const lines = [
    `let ${name}: ${typeText(type)};`,
    `if (${condition(scope)}) { ${name} = ${part(type, scope)}; }${isMissing ? "" : ` else { ${name} = ${part(type, scope)}; }`}`,
  ];
  return { lines, scope: declared(scope, { name, type }) };
}

function assignment(place: Place): Written {
  const { scope } = place;
  const { random } = scope;
  const { name, type } = pick(random, scope.assignables);
  const value = part(type, scope);
  if (type.kind === "number") {
    return only(
      place,
      pick(random, [
        `${name} = ${value};`,
        `${name} += ${value};`,
        `${name} -= ${value};`,
        `${name} *= 2;`,
        `${name}++;`,
        `--${name};`,
      ]),
    );
  }
  if (type.kind === "text")
    return only(
      place,
      pick(random, [`${name} = ${value};`, `${name} += ${value};`, `${name} ||= ${value};`, `${name} &&= ${value};`]),
    );
  // What `??=` assigns is evaluated where the variable itself is missing.
  const others = { ...scope, references: scope.references.filter(({ root }) => root !== name) };
  if (type.kind === "maybe")
    return only(place, pick(random, [`${name} = ${value};`, `${name} ??= ${part(type, others)};`]));
  const twins = scope.assignables.filter((other) => other.type === type && other.name !== name);
  if (twins.length === 0) return only(place, `${name} = ${value};`);
  const twin = pick(random, twins).name;
  return only(place, `[${name}, ${twin}] = [${twin}, ${name}];`);
}

function destructuring({ scope }: Place): Written {
  const { random } = scope;
  if (chance(random, 30)) return listDestructuring(scope);
  const type = randomObjectType(random, 1) as ObjectType;
  const isData = scope.references.some((reference) => reference.isData && reference.type === type);
  const taken = Object.entries(widenedObject(type).members).map(([key, member]) => ({
    key,
    member,
    name: scope.freshName(),
    hasDefault: member.isOptional && chance(random, 50),
  }));
  const [first, ...others] = taken;
  const rest = chance(random, 40) ? scope.freshName() : undefined;
  const kept = rest === undefined ? taken : [first!];
  const parts = kept.map(
    ({ key, member, name, hasDefault }) =>
      `${JSON.stringify(key)}: ${name}${hasDefault ? ` = ${part(member.type, { ...scope, canAwait: false })}` : ""}`,
  );
  const pattern = [...parts, ...(rest === undefined ? [] : [`...${rest}`])].join(", ");
  const line = `const { ${pattern} }: ${typeText(widened(type))} = ${part(widened(type), scope)};`;
  let inner = scope;
  for (const { name, member, hasDefault } of kept)
    inner = bind(inner, { name, type: hasDefault ? member.type : memberType(member), isData });
  if (rest !== undefined) {
    const members = Object.fromEntries(others.map(({ key, member }) => [key, member]));
    inner = bind(inner, { name: rest, type: { kind: "object", members } });
  }
  return { lines: [line], scope: inner };
}

function widenedObject(type: ObjectType): ObjectType {
  return widened(type) as ObjectType;
}

function listDestructuring(scope: Scope): Written {
  const element = pick(scope.random, [text, anyNumber, list(anyNumber)]);
  const [head, tail] = [scope.freshName(), scope.freshName()];
  const line = `const [${head}, ...${tail}] = ${part(list(element), scope)};`;
  const bound = bind(scope, { name: head, type: optional(element) });
  return { lines: [line], scope: bind(bound, { name: tail, type: list(element) }) };
}

function taskCall(place: Place): Written {
  const { scope } = place;
  const task = pick(scope.random, taskTypes);
  const call = `await ${task.variable}(${part(task.input, scope)})`;
  if (chance(scope.random, 25)) return only(place, `${call};`);
  const name = scope.freshName();
  return { lines: [`const ${name} = ${call};`], scope: bind(scope, { name, type: task.output, isData: true }) };
}

function emitCall(place: Place): Written {
  const event = pick(place.scope.random, eventTypes);
  return only(place, `await emit(${event.variable}, ${part(event.detail, place.scope)});`);
}

function thrown({ scope, inParallel }: Place): string {
  // Of several that throw side by side, the first one counts: they must not differ.
  if (inParallel) return 'throw new WorkflowError("Stopped", "stopped");';
  return chance(scope.random, 70)
    ? `throw new WorkflowError("${pick(scope.random, ["Stopped", "NotFound", "TooLow"])}", ${part(text, scope)});`
    : `throw new Error(${part(text, scope)});`;
}

function ifStatement(place: Place): Written {
  const { scope } = place;
  const arm = (): string[] => inBraces(place, 1 + scope.random.below(2));
  const lines = [`if (${condition(scope)}) {`, ...arm()];
  if (chance(scope.random, 40)) lines.push(`} else if (${condition({ ...scope, canAwait: false })}) {`, ...arm());
  if (chance(scope.random, 50)) lines.push("} else {", ...arm());
  return only(place, ...lines, "}");
}

function inBraces(place: Place, count: number): string[] {
  const { lines } = place.writeBlock({ ...place, nesting: place.nesting - 1 }, count);
  return lines.map((line) => `  ${line}`);
}
