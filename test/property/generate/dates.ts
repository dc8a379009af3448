import { form, global, method } from "./form.ts";
import { chance, type Choices, pick } from "./random.ts";
import { part, type Scope } from "./scope.ts";
import { anyNumber } from "./value-type.ts";

const known = ["2024-02-29", "1999-12-31T23:59:59.999Z", "2024-03-03T00:30:00+02:00", "1970-01-01T00:00:00.5-11:30"];
const parts = ["FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds", "Milliseconds"];

/** A moment between 1970 and 2100, sometimes with a part of a millisecond. */
export function date(scope: Scope): string {
  const { random } = scope;
  if (scope.isSafe === true || chance(random, 30))
    return form(scope, "new Date of a text", `new Date(${JSON.stringify(pick(random, known))})`);
  if (chance(random, 15)) return form(scope, "new Date of a date", `new Date(${date(scope)})`);
  return form(scope, "new Date of a number", `new Date(Math.abs(${part(anyNumber, scope)} * 864e5) % 4e12)`);
}

/** The ways of making a small whole number of a date. */
export function dateNumbers(scope: Scope): Choices<string> {
  return [[1, () => method(scope, ["date", date(scope)], `getUTC${pick(scope.random, parts)}`)]];
}

/** The ways of making a large one. */
export function moments(scope: Scope): Choices<string> {
  const { random } = scope;
  return [
    [1, () => method(scope, ["date", date(scope)], pick(random, ["getTime", "valueOf"]))],
    [1, () => form(scope, "Number of a date", pick(random, [`Number(${date(scope)})`, `(+${date(scope)})`]))],
    [1, () => global(scope, "Date.parse", JSON.stringify(pick(random, known)))],
    [1, () => global(scope, "Date.UTC", ...["2024", "1", "29", "3", "4", "5", "6"].slice(0, 1 + random.below(7)))],
  ];
}
