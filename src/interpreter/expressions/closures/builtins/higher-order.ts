import { ExpressionFailure } from "../failures.ts";
import { arityOf } from "../procedure.ts";
import { newSequence } from "../sequence.ts";
import type { Values } from "../sequence.ts";
import { toBoolean } from "../values.ts";

// Functions that call a function for each element or member.

/** Calls back. In tail position a function comes as it is, and then only a lambda can be called so. */
export function callBack(procedure: unknown, given: readonly unknown[]): unknown {
  return (procedure as { readonly apply: (self: unknown, given: readonly unknown[]) => unknown }).apply(
    undefined,
    given,
  );
}

/** A callback is given no more than it takes: the value, its index or key, and the whole. */
function caller(procedure: unknown): (value: unknown, place: unknown, whole: unknown) => unknown {
  const arity = arityOf(procedure);
  if (arity >= 3) return (value, place, whole) => callBack(procedure, [value, place, whole]);
  if (arity === 2) return (value, place) => callBack(procedure, [value, place]);
  return (value) => callBack(procedure, [value]);
}

export function map(values: Values | undefined, procedure: unknown): unknown {
  if (values === undefined) return undefined;
  const results = newSequence();
  if (values.length === 0) return results;
  const call = caller(procedure);
  for (let index = 0; index < values.length; index++) {
    const result = call(values[index], index, values);
    if (result !== undefined) results.push(result);
  }
  return results;
}

export function filter(values: Values | undefined, procedure: unknown): unknown {
  if (values === undefined) return undefined;
  const results = newSequence();
  if (values.length === 0) return results;
  const call = caller(procedure);
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (toBoolean(call(value, index, values))) results.push(value);
  }
  return results;
}

export function single(values: Values | undefined, procedure: unknown): unknown {
  if (values === undefined) return undefined;
  const call = procedure === undefined ? () => true : caller(procedure);
  let found: { readonly value: unknown } | undefined;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (!toBoolean(call(value, index, values))) continue;
    if (found !== undefined) throw new ExpressionFailure("D3138");
    found = { value };
  }
  if (found === undefined) throw new ExpressionFailure("D3139");
  return found.value;
}

export function reduce(values: Values | undefined, procedure: unknown, initial: unknown): unknown {
  if (values === undefined) return undefined;
  const arity = arityOf(procedure);
  if (arity < 2) throw new ExpressionFailure("D3050");
  const startsWithFirst = initial === undefined && values.length > 0;
  let result = startsWithFirst ? values[0] : initial;
  for (let index = startsWithFirst ? 1 : 0; index < values.length; index++) {
    const given = [result, values[index], index, values].slice(0, Math.min(arity, 4));
    result = callBack(procedure, given);
  }
  return result;
}

type Members = Readonly<Record<string, unknown>>;

export function sift(object: Members | undefined, procedure: unknown): unknown {
  const sifted: Record<string, unknown> = {};
  for (const key in object) {
    if (toBoolean(caller(procedure)(object[key], key, object))) sifted[key] = object[key];
  }
  return Object.keys(sifted).length === 0 ? undefined : sifted;
}

export function each(object: Members | undefined, procedure: unknown): Values {
  const results = newSequence();
  for (const key in object) {
    const result = caller(procedure)(object[key], key, object);
    if (result !== undefined) results.push(result);
  }
  return results;
}
