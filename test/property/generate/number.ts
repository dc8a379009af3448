import { dateNumbers, moments } from "./dates.ts";
import { form, global } from "./form.ts";
import { listNumbers } from "./list-methods.ts";
import { type Choices, choose, pick } from "./random.ts";
import { randomNumber } from "./random-value.ts";
import { part, type Scope } from "./scope.ts";
import { textNumbers } from "./text-methods.ts";
import { anyNumber, list, plainNumber, text, type ValueType } from "./value-type.ts";

/** The ways of making a number. A plain one stays small and short, so that it may become text. */
export function numberForms(scope: Scope, isPlain: boolean): string {
  const { random } = scope;
  const type = isPlain ? plainNumber : anyNumber;
  const of = (other: ValueType = type): string => part(other, scope);
  const sign = (): "+" | "-" => pick(random, ["+", "-"] as const);
  const extreme = (): string => `Math.${pick(random, ["min", "max"])}`;
  const common: Choices<string> = [
    [3, () => binary(scope, sign(), of(), of())],
    [1, () => binary(scope, "*", of(), String(pick(random, [0, 1, 2, 3])))],
    [2, () => binary(scope, "%", of(plainNumber), divisor(scope))],
    [1, () => form(scope, "- of a number", `(-${of()})`)],
    [3, () => global(scope, `Math.${pick(random, ["floor", "ceil", "round", "trunc", "abs"])}`, of())],
    [2, () => global(scope, extreme(), ...[of(), of(), of()].slice(random.below(3)))],
    [2, () => form(scope, "list.length", `${of(pick(random, [list(text), list(list(plainNumber))]))}.length`)],
    [4, () => choose(random, textNumbers(scope))],
    [4, () => choose(random, listNumbers(scope, isPlain))],
    [1, () => choose(random, dateNumbers(scope))],
    [1, () => global(scope, "Math.sign", of(anyNumber))],
    [1, () => form(scope, "Math.max of a spread list", `${extreme()}(${of()}, ...${of(list(type))})`)],
    [1, () => form(scope, "Object.keys/1", `Object.keys(${of({ kind: "record", value: text })}).length`)],
  ];
  if (isPlain) return choose(random, common);
  return choose(random, [
    ...common,
    [scope.isSafe === true ? 0 : 1, () => global(scope, "Math.sqrt", `Math.abs(${of()})`)],
    [1, () => global(scope, "Math.pow", of(plainNumber), String(random.below(4)))],
    [2, () => choose(random, moments(scope))],
    [2, () => binary(scope, "*", of(), of(plainNumber))],
    [2, () => binary(scope, "/", of(), divisor(scope))],
    [1, () => binary(scope, "**", of(plainNumber), String(random.below(4)))],
    [1, () => form(scope, "Math.PI and its kin", pick(random, constants))],
  ]);
}

const constants = [
  ...["PI", "E", "LN2", "LN10", "LOG2E", "LOG10E", "SQRT2", "SQRT1_2"].map((name) => `Math.${name}`),
  "Number.EPSILON",
  "Number.MAX_SAFE_INTEGER",
  "Number.MIN_SAFE_INTEGER",
];

function binary(scope: Scope, operator: "+" | "-" | "*" | "/" | "%" | "**", left: string, right: string): string {
  return form(scope, `number ${operator} number`, `(${left} ${operator} ${right})`);
}

/** Never 0: what a division by 0 gives is a known deviation. */
function divisor(scope: Scope): string {
  const { random } = scope;
  const literal = pick(random, ["2", "3", "7", "0.5", "10"]);
  if (scope.isSafe === true || random.below(2) === 0) return literal;
  return `(Math.abs(${part(plainNumber, scope)}) + 1)`;
}

export function numberLiteral(scope: Scope, isPlain: boolean): string {
  const value = randomNumber(scope.random, isPlain);
  return value < 0 ? `(${value})` : String(value);
}
