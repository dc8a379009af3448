import { condition } from "./boolean.ts";
import { pattern } from "./patterns.ts";
import { indented, type Place, type Written } from "./place.ts";
import { chance, choose, pick, times } from "./random.ts";
import { randomObjectType } from "./random-value.ts";
import { bind, type Callable, insideFunction, part, pure, safe, type Scope } from "./scope.ts";
import {
  anyNumber,
  boolean,
  definedOf,
  list,
  nullable,
  optional,
  plainNumber,
  text,
  typeText,
  type ValueType,
  widened,
} from "./value-type.ts";

/** A function that is declared here, of the workflow or of the module, and can be called from here on. */
export function functionDeclaration(place: Place, isOfModule: boolean): Written {
  const { scope } = place;
  const { random, note } = scope;
  note(isOfModule ? "function of the module" : "inner function");
  const kind = pick(random, ["pure", "statements", "async", "async"] as const);
  if (kind === "async") note(isOfModule ? "async function of the module" : "async function");
  if (kind === "statements") note("function of statements");
  const name = scope.freshName();
  const result = pick(random, resultTypes);
  const keepsApart = chance(random, 60);
  const outside = insideFunction(scope);
  const outer: Scope = {
    ...outside,
    canAwait: false,
    inTry: true,
    isSafe: kind === "pure" && chance(random, 50),
    inLoop: true,
    assignables: kind === "pure" || keepsApart ? [] : scope.assignables,
    mutables: [],
    functions: scope.functions.filter((other) => other.kind === "pure"),
  };
  const { sources, types, required, inside, hasRest } = parameters(outer);
  const within: Place = {
    ...place,
    scope: { ...inside, canAwait: kind === "async" },
    nesting: kind === "pure" ? 0 : Math.min(place.nesting, 2),
    inParallel: keepsApart,
    isPure: kind === "pure",
    returns: result,
    targets: [],
  };
  const lines = declaration({ name, kind, result, parameters: sources.join(", ") }, within);
  const assigns = outer.assignables.length > 0;
  if (assigns) note("function that assigns");
  const callable: Callable = { name, parameters: types, required, result, kind, isAlone: !keepsApart, hasRest };
  return { lines, scope: { ...hidden(scope, name), functions: [...scope.functions, callable] } };
}

/** A function may have the name of nothing else, so only what is called by it goes. */
function hidden(scope: Scope, name: string): Scope {
  return { ...scope, references: scope.references.filter(({ root }) => root !== name) };
}

const resultTypes: readonly ValueType[] = [
  text,
  text,
  anyNumber,
  plainNumber,
  boolean,
  nullable(text),
  optional(text),
  list(text),
];

interface Head {
  readonly name: string;
  readonly kind: Callable["kind"];
  readonly result: ValueType;
  readonly parameters: string;
}

function declaration({ name, kind, result, parameters: list_ }: Head, within: Place): readonly string[] {
  const { random, note } = within.scope;
  const isAsync = kind === "async";
  const type = isAsync ? `Promise<${typeText(result)}>` : typeText(result);
  const prefix = isAsync ? "async " : "";
  if (kind === "pure" && chance(random, 40)) {
    note("function that is an expression");
    return [`const ${name} = (${list_}): ${type} => ${part(result, within.scope)};`];
  }
  const early =
    kind === "pure" && chance(random, 60)
      ? [`if (${condition(pure(within.scope))}) return ${part(result, pure(within.scope))};`]
      : [];
  const body = within.writeBlock(within, kind === "pure" ? random.below(3) : 1 + random.below(3));
  const end = body.ends === true ? [] : [`return ${part(result, body.scope)};`];
  const head = chance(random, 50)
    ? [`const ${name} = ${prefix}(${list_}): ${type} => {`, "};"]
    : [`${prefix}function ${name}(${list_}): ${type} {`, "}"];
  return [head[0]!, ...indented([...early, ...body.lines, ...end]), head[1]!];
}

interface Parameters {
  readonly sources: readonly string[];
  readonly types: readonly ValueType[];
  readonly required: number;
  readonly inside: Scope;
  readonly hasRest: boolean;
}

function parameters(outer: Scope): Parameters {
  const { random, note } = outer;
  const types = times(pick(random, [0, 1, 1, 2, 3]), () =>
    pick(random, [
      text,
      text,
      plainNumber,
      anyNumber,
      list(text),
      nullable(text),
      widened(randomObjectType(random, 1)),
    ]),
  );
  const required = chance(random, 30) ? random.below(types.length + 1) : types.length;
  let inside = outer;
  const sources = types.map((type, position) => {
    if (type.kind === "object") note("destructured parameter");
    if (type.kind === "object" || (type.kind === "list" && chance(random, 30))) {
      const taken = pattern(type, inside);
      inside = taken.scope;
      return `${taken.source}: ${typeText(type)}${position < required ? "" : ` = ${part(type, safe(outer))}`}`;
    }
    const name = outer.freshName();
    inside = bind(inside, { name, type, canNarrow: position < required });
    if (position < required) return `${name}: ${typeText(type)}`;
    note("default of a parameter");
    return `${name}: ${typeText(type)} = ${part(type, safe(outer))}`;
  });
  if (required < types.length || !chance(random, 15)) return { sources, types, required, inside, hasRest: false };
  note("rest of the arguments");
  const rest = outer.freshName();
  return {
    sources: [...sources, `...${rest}: string[]`],
    types,
    required,
    inside: bind(inside, { name: rest, type: list(text) }),
    hasRest: true,
  };
}

/** A call as a statement: what it gives is kept, assigned, returned or dropped. */
export function functionCall(place: Place): Written {
  const { scope, returns, inParallel } = place;
  const { random } = scope;
  const usable = scope.functions.filter(
    ({ kind, isAlone }) => (scope.canAwait || kind !== "async") && !(inParallel && isAlone),
  );
  const called = pick(random, usable);
  const { result } = called;
  const call = `${called.kind === "async" ? "await " : ""}${called.name}(${argumentsOf(called, scope).join(", ")})`;
  const targets = scope.assignables.filter(({ type }) => type === result);
  const name = scope.freshName();
  return choose<Written>(random, [
    [
      4,
      () => ({
        lines: [`const ${name}: ${typeText(result)} = ${call};`],
        scope: bind(scope, { name, type: result, canNarrow: false }),
      }),
    ],
    [1, () => ({ lines: [`${call};`], scope })],
    [
      targets.length > 0 && !scope.inLoop ? 2 : 0,
      () => ({ lines: [`${pick(random, targets).name} = ${call};`], scope }),
    ],
    [returns === "any" ? 1 : 0, () => ({ lines: [`if (${condition(pure(scope))}) return ${call};`], scope })],
  ]);
}

export function argumentsOf({ parameters: types, required }: Callable, scope: Scope): readonly string[] {
  const count = required + scope.random.below(types.length - required + 1);
  return types.slice(0, count).map((type) => part(type, pure(scope)));
}

/** Functions of another file, one of which gets a function. */
export function importedCall({ scope }: Place): Written {
  const { random, note } = scope;
  const name = scope.freshName();
  if (chance(random, 50)) {
    note("imported function");
    const type = pick(random, [plainNumber, anyNumber]);
    return {
      lines: [`const ${name}: number = clamp(${part(type, pure(scope))}${pick(random, ["", ", 2", ", 1, 3"])});`],
      scope: bind(scope, { name, type: anyNumber }),
    };
  }
  note("function as an argument");
  const parameter = scope.freshName();
  const inside = bind(insideFunction(pure(scope)), { name: parameter, type: text });
  const value = part(text, pure(scope));
  return {
    lines: [`const ${name}: string = twice(${value}, (${parameter}) => short(${part(text, inside)}));`],
    scope: bind(scope, { name, type: definedOf(text) }),
  };
}
