import { listTests } from "./list-methods.ts";
import { callback } from "./callback.ts";
import { form, global } from "./form.ts";
import { choose, pick } from "./random.ts";
import { textTests } from "./text-methods.ts";
import { nonEmptyLiteral, textLiteral } from "./text-literal.ts";
import { recordKeys } from "./random-value.ts";
import { type Reference, part, type Scope } from "./scope.ts";
import {
  anyNumber,
  boolean,
  definedOf,
  fits,
  maybe,
  nullable,
  optional,
  plainNumber,
  text,
  typeText,
  type ValueType,
} from "./value-type.ts";

/** The ways of making a boolean. */
export function booleanForms(scope: Scope): string {
  const { random } = scope;
  const of = (type: ValueType): string => part(type, scope);
  const not = (): "===" | "!==" => pick(random, ["===", "!=="] as const);
  const equal = (left: string, right: string): string => {
    const operator = not();
    return form(scope, operator, `(${left} ${operator} ${right})`);
  };
  return choose(random, [
    [3, () => ordered(scope, anyNumber)],
    [2, () => ordered(scope, text)],
    [2, () => equal(compared(scope, anyNumber), of(anyNumber))],
    [3, () => equal(compared(scope, missing(scope, text)), of(missing(scope, text)))],
    [2, () => equal(compared(scope, missing(scope, plainNumber)), of(plainNumber))],
    [1, () => equal(compared(scope, boolean), of(boolean))],
    [3, () => nullTest(scope)],
    [2, () => typeTest(scope)],
    [2, () => form(scope, "!", `(!${condition(scope)})`)],
    [3, () => logical(scope)],
    [6, () => choose(random, textTests(scope))],
    [8, () => choose(random, listTests(scope))],
    [1, () => global(scope, "Boolean", of(pick(scope.random, [text, plainNumber, nullable(text)])))],
    [1, () => form(scope, "in", `(${textLiteralKey(scope)} in ${of({ kind: "record", value: plainNumber })})`)],
    [
      1,
      () => form(scope, "Object.keys/1", `Object.keys(${of({ kind: "record", value: text })}).includes(${of(text)})`),
    ],
  ]);
}

function ordered(scope: Scope, type: ValueType): string {
  const operator = comparison(scope);
  const name = type.kind === "text" ? (`text ${operator} text` as const) : (`number ${operator} number` as const);
  return form(scope, name, `(${part(type, scope)} ${operator} ${part(type, scope)})`);
}

function logical(scope: Scope): string {
  const operator = pick(scope.random, ["&&", "||"] as const);
  return form(scope, operator, `(${condition(scope, true)} ${operator} ${part(boolean, scope)})`);
}

/** What an `if` or `?:` tests: a boolean, or the truth of something else. */
export function condition(scope: Scope, isBoolean = false): string {
  return withoutNarrowing(test(scope, isBoolean));
}

/** A test tells TypeScript types that the generator does not follow; through a call it does not. */
function withoutNarrowing(source: string): string {
  return /[=!]==?|typeof|isArray| in |(?:&&|\|\|) [^\s()]+\)|^[^\s()]+$/.test(source) ? `same(${source})` : source;
}

function test(scope: Scope, isBoolean: boolean): string {
  const { random, references } = scope;
  // An object is always true, so where it is not, TypeScript lets nothing of it be read.
  const usable = references.filter(({ type }) =>
    isBoolean
      ? definedOf(type).kind === "boolean"
      : type.kind === "maybe" || !["object", "record", "list"].includes(type.kind),
  );
  return choose(random, [
    [3, () => part(boolean, scope)],
    [usable.length > 0 && !isBoolean ? 2 : 0, () => pick(random, usable).source],
    [isBoolean ? 0 : 1, () => `(${part(text, scope)}.trim() && ${part(boolean, scope)})`],
    [isBoolean ? 0 : 1, () => `(${part(text, scope)}.length || ${part(boolean, scope)})`],
  ]);
}

function comparison({ random }: Scope): "<" | "<=" | ">" | ">=" {
  return pick(random, ["<", "<=", ">", ">="] as const);
}

/** The left side of `===`: mostly something read, since TypeScript refuses to compare two literals. */
function compared(scope: Scope, type: ValueType): string {
  const candidates = scope.references.filter(
    (other) => fits(other.type, type) && definedOf(other.type).kind !== "enum",
  );
  if (candidates.length > 0 && scope.random.below(5) > 0) return pick(scope.random, candidates).source;
  // Two literals would be found to have no overlap.
  return `same<${typeText(type)}>(${part(type, scope)})`;
}

function missing({ random }: Scope, type: ValueType): ValueType {
  return pick(random, [type, nullable(type), optional(type), maybe(type, { isNull: true, isUndefined: true })]);
}

function nullTest(scope: Scope): string {
  const { random } = scope;
  const candidates = scope.references.filter(({ type }) => type.kind === "maybe");
  const source = candidates.length > 0 ? pick(random, candidates).source : part(nullable(text), scope);
  const test = pick(random, ["== null", "!= null", "=== null", "!== null", "=== undefined", "!== undefined"] as const);
  return form(scope, test, `(${source} ${test})`);
}

function typeTest(scope: Scope): string {
  const { random, references } = scope;
  scope.noteForm("typeof");
  if (references.length === 0) return `(typeof ${part(nullable(text), scope)} === "string")`;
  const wanted = pick(random, ["string", "number", "boolean", "object", "undefined"]);
  return `(typeof ${pick(random, references).source} ${pick(random, ["===", "!=="])} "${wanted}")`;
}

function textLiteralKey(scope: Scope): string {
  const { random } = scope;
  return pick(random, [JSON.stringify(pick(random, recordKeys)), nonEmptyLiteral(random), textLiteral(random)]);
}

/** A callback that tests an element. */
export function predicate(scope: Scope, element: ValueType): string {
  return callback(scope, element, (inner) => condition(inner));
}

/** A test that a path is there, to be written before `?`. */
export function presenceTest({ source, type }: Reference): string {
  const tests = [
    ...(type.kind === "maybe" && type.isNull ? [`${source} !== null`] : []),
    ...(type.kind === "maybe" && type.isUndefined ? [`${source} !== undefined`] : []),
  ];
  return tests.join(" && ");
}
