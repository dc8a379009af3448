import { listTests } from "./list-methods.ts";
import { callback } from "./callback.ts";
import { choose, pick } from "./random.ts";
import { textTests } from "./text-methods.ts";
import { nonEmptyLiteral, textLiteral } from "./text-literal.ts";
import { recordKeys } from "./random-value.ts";
import { receiver } from "./receiver.ts";
import { type Reference, part, type Scope } from "./scope.ts";
import {
  anyNumber,
  boolean,
  definedOf,
  fits,
  list,
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
  const not = (): string => pick(random, ["===", "!=="]);
  return choose(random, [
    [3, () => `(${of(anyNumber)} ${comparison(scope)} ${of(anyNumber)})`],
    [2, () => `(${of(text)} ${comparison(scope)} ${of(text)})`],
    [2, () => `(${compared(scope, anyNumber)} ${not()} ${of(anyNumber)})`],
    [3, () => `(${compared(scope, missing(scope, text))} ${not()} ${of(missing(scope, text))})`],
    [2, () => `(${compared(scope, missing(scope, plainNumber))} ${not()} ${of(plainNumber)})`],
    [1, () => `(${compared(scope, boolean)} ${not()} ${of(boolean)})`],
    [3, () => nullTest(scope)],
    [2, () => typeTest(scope)],
    [2, () => `(!${condition(scope)})`],
    [3, () => `(${condition(scope, true)} ${pick(random, ["&&", "||"])} ${of(boolean)})`],
    [2, () => `${of(text)}.includes(${of(text)})`],
    [2, () => `${of(text)}.${pick(random, ["startsWith", "endsWith"])}(${of(text)})`],
    [4, () => choose(random, textTests(scope))],
    [4, () => choose(random, listTests(scope))],
    [2, () => membership(scope)],
    [3, () => quantifier(scope)],
    [1, () => `(${textLiteralKey(scope)} in ${of({ kind: "record", value: plainNumber })})`],
    [1, () => `Array.isArray(${scope.references.length > 0 ? pick(random, scope.references).source : "[1]"})`],
    [1, () => `Object.keys(${of({ kind: "record", value: text })}).includes(${of(text)})`],
  ]);
}

/** What an `if` or `?:` tests: a boolean, or the truth of something else. */
export function condition(scope: Scope, isBoolean = false): string {
  return withoutNarrowing(test(scope, isBoolean));
}

/** A test tells TypeScript types that the generator does not follow; through a call it does not. */
function withoutNarrowing(source: string): string {
  return /[=!]==?|typeof|isArray| in |^[^\s()]+$/.test(source) ? `same(${source})` : source;
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

function comparison({ random }: Scope): string {
  return pick(random, ["<", "<=", ">", ">="]);
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
  return `(${source} ${pick(random, ["== null", "!= null", "=== null", "!== null", "=== undefined", "!== undefined"])})`;
}

function typeTest(scope: Scope): string {
  const { random, references } = scope;
  if (references.length === 0) return `(typeof ${part(nullable(text), scope)} === "string")`;
  const wanted = pick(random, ["string", "number", "boolean", "object", "undefined"]);
  return `(typeof ${pick(random, references).source} ${pick(random, ["===", "!=="])} "${wanted}")`;
}

function membership(scope: Scope): string {
  const element = pick(scope.random, [text, plainNumber, boolean, nullable(text)]);
  return `${receiver(element, scope)}.includes(${part(definedOf(element), scope)})`;
}

function quantifier(scope: Scope): string {
  const element = pick(scope.random, [text, plainNumber, list(plainNumber), nullable(text)]);
  return `${receiver(element, scope)}.${pick(scope.random, ["some", "every"])}(${predicate(scope, element)})`;
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
