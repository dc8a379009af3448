import { append, lookup, toBoolean } from "../values.ts";
import { count, distinct, exists, keys, merge } from "./collections.ts";
import { each, filter, map, reduce, sift, single } from "./higher-order.ts";
import { contains, match, split } from "./patterns.ts";
import { replace } from "./replace.ts";
import { sort } from "./sort.ts";
import { string } from "./text.ts";

/** Functions of JSONata that the library has as promises, or too slow. Arguments were checked by their signatures. */
export const ownFunctions: Readonly<Record<string, (...given: never[]) => unknown>> = {
  append,
  boolean: (value: unknown) => (value === undefined ? undefined : toBoolean(value)),
  contains,
  count,
  distinct,
  each,
  exists,
  filter,
  keys,
  lookup,
  map,
  match,
  merge,
  not: (value: unknown) => (value === undefined ? undefined : !toBoolean(value)),
  reduce,
  replace,
  sift,
  single,
  sort,
  split,
  string,
};
