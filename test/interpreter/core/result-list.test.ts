import { expect, it } from "vitest";
import { allResults, emptyResults, withResult } from "../../../src/interpreter/core/result-list.ts";

const counts = [0, 1, 127, 128, 129, 1000];
const arrays = (count: number) => Array.from({ length: count }, (_, index) => [index]);

it.each(counts)("a list of %i results keeps each in its place, and arrays as they are", (count) => {
  let results = emptyResults(count);
  const own = new WeakSet();
  for (let index = count - 1; index >= 0; index--) results = withResult(results, index, [index], own);
  expect(allResults(results)).toEqual(arrays(count));
});

it.each(counts)("a list of %i results that somebody else has stays as it is", (count) => {
  const before = emptyResults(count);
  let results = before;
  for (let index = 0; index < count; index++) {
    const shared = results;
    const text = JSON.stringify(shared);
    results = withResult(shared, index, [index], new WeakSet());
    if (JSON.stringify(shared) !== text) throw new Error(`the list changed at ${index}`);
  }
  expect(allResults(results)).toEqual(arrays(count));
  expect(allResults(before)).toEqual(Array.from({ length: count }, () => null));
});
