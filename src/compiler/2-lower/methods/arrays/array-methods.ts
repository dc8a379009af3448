import type { JsonataNode } from "../../../jsonata/node.ts";
import { refuse, sourceText } from "../../context.ts";
import { type LowerMethod, type MethodCall, refuseMethod } from "../method-call.ts";
import { lowerAt } from "./lower-at.ts";
import { lowerConcat } from "./lower-concat.ts";
import { iterators } from "./lower-elements.ts";
import { lowerFilter } from "./lower-filter.ts";
import { lowerFlat } from "./lower-flat.ts";
import { lowerFlatMap } from "./lower-flat-map.ts";
import { lowerIncludes, lowerIndexOf } from "./lower-includes.ts";
import { lowerJoin } from "./lower-join.ts";
import { lowerMap } from "./lower-map.ts";
import { lowerReduce } from "./lower-reduce.ts";
import { lowerReverse } from "./lower-reverse.ts";
import { lowerSlice } from "./lower-slice.ts";
import { lowerSort } from "./lower-sort.ts";
import { lowerToSpliced } from "./lower-to-spliced.ts";
import { lowerWith } from "./lower-with.ts";
import { endOfFreshArray, onFreshArray } from "./on-fresh-array.ts";
import { lowerEvery, lowerFind, lowerFindIndex, lowerSome } from "./search.ts";

/** The methods of arrays that JSONata can say exactly. */
const methods: Readonly<Record<string, LowerMethod>> = {
  at: lowerAt,
  concat: lowerConcat,
  every: lowerEvery,
  filter: lowerFilter,
  find: lowerFind("first"),
  findIndex: lowerFindIndex("first"),
  findLast: lowerFind("last"),
  findLastIndex: lowerFindIndex("last"),
  flat: lowerFlat,
  flatMap: lowerFlatMap,
  includes: lowerIncludes,
  indexOf: lowerIndexOf("first"),
  join: lowerJoin,
  lastIndexOf: lowerIndexOf("last"),
  map: lowerMap,
  pop: endOfFreshArray(-1),
  reduce: lowerReduce("first"),
  reduceRight: lowerReduce("last"),
  reverse: onFreshArray(lowerReverse),
  shift: endOfFreshArray(0),
  slice: lowerSlice,
  some: lowerSome,
  sort: onFreshArray(lowerSort),
  toReversed: lowerReverse,
  toSorted: lowerSort,
  toSpliced: lowerToSpliced,
  with: lowerWith,
};

const changing: ReadonlySet<string> = new Set(["push", "unshift", "splice", "copyWithin"]);

export function lowerArrayMethod(method: MethodCall): JsonataNode {
  const { node, callee, context } = method;
  const name = callee.name.text;
  if (changing.has(name)) return refuse(context, node, "MR2115");
  if (iterators.has(name)) return refuse(context, node, "MR2143", { text: sourceText(node) });
  const lower = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return lower === undefined ? refuseMethod(method) : lower(method);
}
