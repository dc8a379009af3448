import type { Json } from "#asl";
import { isList } from "../is-list.ts";

type PathFunction = (value: Json) => Json | undefined;

/** The functions that can end a path, as Jayway has them; undefined where a function says nothing of such a value. */
const functions: Readonly<Record<string, PathFunction>> = {
  length: (value) => (typeof value === "string" || isList(value) ? value.length : keysOf(value)?.length),
  keys: keysOf,
  min: (value) => ofNumbers(value, (numbers) => Math.min(...numbers)),
  max: (value) => ofNumbers(value, (numbers) => Math.max(...numbers)),
  sum: (value) => ofNumbers(value, sum),
  avg: (value) => ofNumbers(value, (numbers) => sum(numbers) / numbers.length),
  stddev: (value) => ofNumbers(value, standardDeviation),
  first: (value) => (isList(value) ? value[0] : undefined),
  last: (value) => (isList(value) ? value.at(-1) : undefined),
};

export const pathFunctionNames: readonly string[] = Object.keys(functions);

export function pathFunction(name: string): PathFunction {
  return functions[name]!;
}

function keysOf(value: Json): readonly string[] | undefined {
  return value !== null && typeof value === "object" && !isList(value) ? Object.keys(value) : undefined;
}

function ofNumbers(value: Json, calculate: (numbers: readonly number[]) => number): number | undefined {
  if (!isList(value)) return undefined;
  const numbers = value.filter((element) => typeof element === "number");
  return numbers.length === 0 ? undefined : calculate(numbers);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function standardDeviation(numbers: readonly number[]): number {
  const mean = sum(numbers) / numbers.length;
  return Math.sqrt(sum(numbers.map((number) => (number - mean) ** 2)) / numbers.length);
}
