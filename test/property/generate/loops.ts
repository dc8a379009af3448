import { condition } from "./boolean.ts";
import { jump, labelled } from "./jumps.ts";
import { bounded, indented, type Place, type Target, type Written } from "./place.ts";
import { pattern } from "./patterns.ts";
import { chance, choose, pick, type Random, times } from "./random.ts";
import { randomObjectType } from "./random-value.ts";
import { receiver } from "./receiver.ts";
import { bind, insideFunction, part, pure, type Scope } from "./scope.ts";
import { anyNumber, list, plainNumber, text, typeText, type ValueType, widened } from "./value-type.ts";

/** A loop of one of the forms, which comes to an end after a few iterations. */
export function loop(place: Place): Written {
  const { scope } = place;
  const label = chance(scope.random, 40) ? `label${scope.freshName().replaceAll(/\W/g, "")}` : undefined;
  const lines = choose<readonly string[]>(scope.random, [
    [5, () => forOf(place, label)],
    [label === undefined ? 2 : 0, () => forEach(place)],
    [1, () => forIn(place, label)],
    [3, () => countedFor(place, label)],
    [2, () => whileLoop(place, label)],
    [1, () => doWhile(place, label)],
    [place.isPure ? 0 : 2, () => endless(place, label)],
  ]);
  // A counter is declared before its loop, so the label stands further down.
  const start = Math.max(
    0,
    lines.findIndex((line) => /^(for|while|do)\b/.test(line)),
  );
  return {
    lines: [...lines.slice(0, start), ...labelled(place, lines.slice(start), label).lines],
    scope: isLeftByReturn(lines.slice(start)) ? withoutNarrowing(scope) : scope,
  };
}

/** Where nothing comes to, TypeScript forgets what it has narrowed, and narrows nothing. */
function withoutNarrowing(scope: Scope): Scope {
  const { references } = insideFunction(scope);
  return { ...scope, references: references.map((reference) => ({ ...reference, canNarrow: false })) };
}

function isLeftByReturn([head = "", leave = ""]: readonly string[]): boolean {
  return /^(?:while \(true\)|for \(;;\))/.test(head) && leave.includes(" return ");
}

/** A block with a label, which `break` leaves. */
export function labelledBlock(place: Place): Written {
  const { scope } = place;
  scope.note("labelled block");
  const label = `block${scope.freshName().replaceAll(/\W/g, "")}`;
  const targets: readonly Target[] = [...place.targets, { kind: "block", label }];
  const body = place.writeBlock({ ...place, targets, nesting: place.nesting - 1 }, 2);
  const leave = chance(scope.random, 60) ? [`  if (${condition(pure(scope))}) break ${label};`] : [];
  if (leave.length > 0) scope.note("break with a label");
  return { lines: [`${label}: {`, ...leave, ...indented(body.lines), "}"], scope };
}

/** A loop that only calculates. */
export function pureLoop(place: Place): Written {
  const { scope } = place;
  scope.note("pure loop");
  const hasJumps = chance(scope.random, 50);
  const written = loop({
    ...place,
    isPure: true,
    returns: "none",
    targets: hasJumps ? place.targets.slice(0, 0) : [],
    scope: pure(scope),
  });
  return { ...written, scope };
}

function body(place: Place, scope: Scope, label: string | undefined): string[] {
  const within: Place = {
    ...place,
    scope: { ...scope, inLoop: true },
    nesting: place.nesting - 1,
    targets: [...place.targets, { kind: "loop", label }],
  };
  const written = place.writeBlock(within, 1 + scope.random.below(place.isPure ? 3 : 2));
  const leave = (): string[] => [
    `if (${condition(pure(within.scope))}) ${jump({ ...within, scope: pure(within.scope) })}`,
  ];
  const early = chance(scope.random, 40) ? leave() : [];
  const late = chance(scope.random, 25) && written.ends !== true ? leave() : [];
  return indented([...early, ...written.lines, ...late]);
}

function forOf(place: Place, label: string | undefined): readonly string[] {
  const { scope } = place;
  const { random } = scope;
  scope.note("for of");
  const element = pick(random, [...elements(scope), text, anyNumber, list(text), widened(randomObjectType(random, 1))]);
  const type = widened(element);
  const source = chance(random, 30)
    ? `same<${typeText(list(type))}>([${times(random.below(4), () => part(type, pure(scope))).join(", ")}])`
    : `${receiver(type, scope)}.slice(0, ${2 + random.below(3)})`;
  const isPlain = chance(random, 60);
  const name = isPlain ? scope.freshName() : undefined;
  if (name !== undefined) {
    const word = chance(random, 85) ? "const" : "let";
    return [
      `for (${word} ${name} of ${source}) {`,
      ...body(place, bind(scope, { name, type, canNarrow: word === "const" }), label),
      "}",
    ];
  }
  scope.note("for of with a pattern");
  const taken = pattern(type, scope);
  return [`for (const ${taken.source} of ${source}) {`, ...body(place, taken.scope, label), "}"];
}

/** Its callback is a function: what is narrowed around it is not known inside, and only `return` ends an iteration. */
function forEach(place: Place): readonly string[] {
  const scope = insideFunction(pure(place.scope));
  const { random } = scope;
  scope.note("forEach");
  const type = widened(pick(random, [...elements(scope), text, anyNumber]));
  const [name, index] = [scope.freshName(), scope.freshName()];
  const outer = bind({ ...scope, inLoop: true }, { name, type, canNarrow: false });
  const hasIndex = chance(random, 40);
  const inside = hasIndex ? bind(outer, { name: index, type: plainNumber, canNarrow: false }) : outer;
  const early = chance(random, 40) ? [`  if (${condition(inside)}) return;`] : [];
  const within: Place = {
    ...place,
    scope: inside,
    nesting: place.nesting - 1,
    isPure: true,
    returns: "none",
    targets: [],
  };
  const { lines } = place.writeBlock(within, 1 + random.below(2));
  const parameters = hasIndex ? `${name}, ${index}` : name;
  const source = `${receiver(type, scope)}.slice(0, ${2 + random.below(3)})`;
  return [`${source}.forEach((${parameters}) => {`, ...early, ...indented(lines), "});"];
}

function elements({ references }: Scope): readonly ValueType[] {
  return references.flatMap(({ type }) => (type.kind === "list" ? [type.element] : []));
}

function forIn(place: Place, label: string | undefined): readonly string[] {
  const { scope } = place;
  scope.note("for in");
  const records = scope.references.filter(({ type }) => type.kind === "record");
  const source =
    records.length > 0 ? pick(scope.random, records).source : part({ kind: "record", value: plainNumber }, pure(scope));
  // The order of keys is not kept: what is done with each must not depend on it.
  const counter = scope.assignables.filter(({ type }) => type.kind === "number");
  const name = scope.freshName();
  const lines =
    counter.length > 0
      ? [`  if (${name} !== "b") ${pick(scope.random, counter).name} += 1;`]
      : [`  if (${name} === "nowhere") ${jump({ ...place, targets: [{ kind: "loop", label }] })}`];
  return [`for (const ${name} in ${source}) {`, ...lines, "}"];
}

function countedFor(place: Place, label: string | undefined): readonly string[] {
  const { scope } = place;
  const { random } = scope;
  scope.note("counted for");
  const index = scope.freshName();
  const inside = bind(scope, { name: index, type: plainNumber, canNarrow: false });
  const lists = scope.references.filter(({ type, isData }) => type.kind === "list" && isData);
  const limit = pick(random, ["2", "3", "0", `Math.min(3, ${part(list(text), pure(scope))}.length)`]);
  const head = choose(random, [
    [3, () => `let ${index} = 0; ${index} < ${limit}; ${index}++`],
    [
      lists.length > 0 ? 3 : 0,
      () => `let ${index} = 0; ${index} < ${pick(random, lists).source}.length; ${index} += 1`,
    ],
    [1, () => `let ${index} = 2; ${index} >= 0; ${index}--`],
    [1, () => `let ${index} = 1; ${index} < 20; ${index} *= 3`],
    [1, () => `let ${index} = 0, ${scope.freshName()} = 4; ${index} < 3; ${index}++`],
  ]);
  return [`for (${head}) {`, ...body(place, inside, label), "}"];
}

interface Counter {
  readonly name: string;
  readonly declaration: string;
  readonly step: string;
  readonly scope: Scope;
}

function counter(scope: Scope): Counter {
  const name = scope.freshName();
  const step = pick(scope.random, [`${name} += 1;`, `${name}++;`, `${name} = ${name} + 1;`]);
  const inside = bind(scope, { name, type: plainNumber, canNarrow: false });
  return { name, declaration: `let ${name} = 0;`, step, scope: inside };
}

function alsoTest(random: Random, scope: Scope): string {
  return chance(random, 50) ? ` && ${condition(pure(scope), true)}` : "";
}

function whileLoop(place: Place, label: string | undefined): readonly string[] {
  place.scope.note("while");
  const { name, declaration, step, scope } = counter(place.scope);
  const head = `while (${name} < ${2 + scope.random.below(2)}${alsoTest(scope.random, scope)}) {`;
  return [declaration, head, `  ${step}`, ...body(place, scope, label), "}"];
}

function doWhile(place: Place, label: string | undefined): readonly string[] {
  place.scope.note("do while");
  const { name, declaration, step, scope } = counter(place.scope);
  const end = `} while (${name} < ${1 + scope.random.below(3)}${alsoTest(scope.random, scope)});`;
  return [declaration, "do {", `  ${step}`, ...body(place, scope, label), end];
}

function endless(place: Place, label: string | undefined): readonly string[] {
  place.scope.note("while true");
  const { name, declaration, step, scope } = counter(place.scope);
  const leaves = place.returns !== "none" && chance(scope.random, 40);
  const target = { ...place, scope: pure(scope) };
  const value = place.returns === "any" ? bounded(text, pure(scope)) : part(place.returns as ValueType, pure(scope));
  const leave = leaves
    ? `return ${value};`
    : label !== undefined && chance(scope.random, 50)
      ? `break ${label};`
      : "break;";
  const head = chance(target.scope.random, 80) ? "while (true) {" : "for (;;) {";
  return [declaration, head, `  if (${name} >= 3) ${leave}`, `  ${step}`, ...body(place, scope, label), "}"];
}
