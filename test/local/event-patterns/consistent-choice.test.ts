import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasConsistentChoice } from "../../../src/local/event-patterns/consistent-choice.ts";
import { compilePattern, flattenEvent, matchesPattern } from "../../../src/local/event-patterns/index.ts";
import type { ArrayPosition, FieldValue } from "../../../src/local/event-patterns/flatten-event.ts";

type Choice = readonly FieldValue[];

/** The definition, as slow as it is plain: every combination. */
function tryEveryCombination(fields: readonly Choice[], absent: readonly Choice[]): boolean {
  const enter = (chosen: ReadonlyMap<number, number>, position: ArrayPosition | undefined) => {
    const next = new Map(chosen);
    for (let element = position; element !== undefined; element = element.outer) {
      if ((next.get(element.array) ?? element.index) !== element.index) return undefined;
      next.set(element.array, element.index);
    }
    return next;
  };
  const choose = (at: number, chosen: ReadonlyMap<number, number>): boolean => {
    const field = fields[at];
    if (field === undefined) return absent.flat().every(({ position }) => enter(chosen, position) === undefined);
    return field.some(({ position }) => {
      const next = enter(chosen, position);
      return next !== undefined && choose(at + 1, next);
    });
  };
  return choose(0, new Map());
}

describe("a consistent choice of array elements", () => {
  const leaf = fc.record(
    { p: fc.integer({ min: 0, max: 1 }), q: fc.integer({ min: 0, max: 1 }) },
    { requiredKeys: [] },
  );
  const { list } = fc.letrec<{ list: unknown[]; element: object }>((tie) => ({
    list: fc.array(fc.oneof({ maxDepth: 2 }, leaf, tie("element")), { maxLength: 3 }),
    element: fc.record({ p: fc.integer({ min: 0, max: 1 }), in: tie("list") }, { requiredKeys: ["in"] }),
  }));
  const event = fc.record({ a: list, b: list });
  const paths = ["a.p", "a.q", "a.in.p", "a.in.q", "a.in.in.q", "b.p", "b.in.p"];

  it("is found exactly where trying every combination finds one", () => {
    fc.assert(
      fc.property(event, fc.subarray(paths, { minLength: 1 }), fc.subarray(paths), (one, wanted, unwanted) => {
        const fields = flattenEvent(one);
        const chosen = wanted.map((path) => (fields.get(path) ?? []).filter(({ value }) => value === 1));
        const absent = unwanted.filter((path) => !wanted.includes(path)).map((path) => fields.get(path) ?? []);
        fc.pre(chosen.every(({ length }) => length > 0));
        expect(hasConsistentChoice(chosen, absent)).toBe(tryEveryCombination(chosen, absent));
      }),
      { numRuns: 500 },
    );
  });

  it("is looked for in a thousand elements of each of four lists without trying all combinations", () => {
    const elements = Array.from({ length: 1000 }, () => ({ x: 1 }));
    const names = ["a", "b", "c", "d"];
    const lists = Object.fromEntries(names.map((name) => [name, elements]));
    const asked = Object.fromEntries(names.map((name) => [name, { x: [1] }]));
    const pattern = compilePattern(JSON.stringify({ ...asked, z: { p: [1], q: [1] } }));
    expect(matchesPattern(pattern, flattenEvent({ ...lists, z: [{ p: 1 }, { q: 1 }] }))).toBe(false);
    expect(matchesPattern(pattern, flattenEvent({ ...lists, z: [{ p: 1 }, { p: 1, q: 1 }] }))).toBe(true);
  });
});
