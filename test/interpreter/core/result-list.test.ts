import { expect, it } from "vitest";
import { allResults, emptyResults, withResult } from "../../../src/interpreter/core/result-list.ts";

it.each([0, 1, 127, 128, 129, 1000])(
  "a list of %i results keeps each in its place, and arrays as they are",
  (count) => {
    let results = emptyResults(count);
    const before = results;
    for (let index = count - 1; index >= 0; index--) results = withResult(results, index, [index]);
    expect(allResults(results)).toEqual(Array.from({ length: count }, (_, index) => [index]));
    expect(allResults(before)).toEqual(Array.from({ length: count }, () => null));
  },
);
