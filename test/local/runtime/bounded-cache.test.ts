import { expect, it } from "vitest";
import { createBoundedCache } from "../../../src/local/runtime/bounded-cache.ts";

it("forgets what was not used for longest once it weighs too much", () => {
  const cache = createBoundedCache<string, number>(10);
  cache.set("a", 1, 4);
  cache.set("b", 2, 4);
  cache.get("a");
  cache.set("c", 3, 4);
  expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual([1, undefined, 3]);
});

it("counts a replaced entry once and does not keep one that is too heavy by itself", () => {
  const cache = createBoundedCache<string, number>(10);
  for (let n = 0; n < 5; n += 1) cache.set("a", n, 8);
  expect(cache.get("a")).toBe(4);
  cache.set("b", 1, 11);
  expect(cache.get("b")).toBeUndefined();
});
