import { choose, pick, type Choices } from "./random.ts";
import { listNumbers } from "./list-methods.ts";
import { randomNumber } from "./random-value.ts";
import { part, type Scope } from "./scope.ts";
import { date, textNumbers } from "./text-methods.ts";
import { anyNumber, list, plainNumber, text, type ValueType } from "./value-type.ts";

/** The ways of making a number. A plain one stays small and short, so that it may become text. */
export function numberForms(scope: Scope, isPlain: boolean): string {
  const { random } = scope;
  const type = isPlain ? plainNumber : anyNumber;
  const of = (other: ValueType = type): string => part(other, scope);
  const common: Choices<string> = [
    [3, () => `(${of()} ${pick(random, ["+", "-"])} ${of()})`],
    [1, () => `(${of()} * ${pick(random, [0, 1, 2, 3])})`],
    [2, () => `(${of(plainNumber)} % ${divisor(scope)})`],
    [1, () => `(-${of()})`],
    [3, () => `Math.${pick(random, ["floor", "ceil", "round", "trunc", "abs"])}(${of()})`],
    [2, () => `Math.${pick(random, ["min", "max"])}(${of()}, ${of()})`],
    [3, () => `${of(pick(random, [text, list(text), list(list(plainNumber))]))}.length`],
    [4, () => choose(random, textNumbers(scope))],
    [4, () => choose(random, listNumbers(scope, isPlain))],
    [1, () => `Math.sign(${of(anyNumber)})`],
    [1, () => `Math.${pick(random, ["min", "max"])}(${of()}, ...${of(list(type))})`],
    [1, () => `Object.keys(${of({ kind: "record", value: text })}).length`],
  ];
  if (isPlain) return choose(random, common);
  return choose(random, [
    ...common,
    [scope.inTry ? 0 : 1, () => `Math.sqrt(Math.abs(${of()}))`],
    [1, () => `Math.pow(${of(plainNumber)}, ${random.below(4)})`],
    [1, () => `${date(scope)}.getTime()`],
    [2, () => `(${of()} * ${of(plainNumber)})`],
    [2, () => `(${of()} / ${divisor(scope)})`],
    [1, () => `(${of(plainNumber)} ** ${random.below(4)})`],
  ]);
}

/** Never 0: what a division by 0 gives is a known deviation. */
function divisor(scope: Scope): string {
  const { random } = scope;
  const literal = pick(random, ["2", "3", "7", "0.5", "10"]);
  if (scope.inTry || random.below(2) === 0) return literal;
  return `(Math.abs(${part(plainNumber, scope)}) + 1)`;
}

export function numberLiteral(scope: Scope, isPlain: boolean): string {
  const value = randomNumber(scope.random, isPlain);
  return value < 0 ? `(${value})` : String(value);
}
