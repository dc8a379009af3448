import * as fc from "fast-check";
import type { Json } from "#asl";
import type { Data } from "../compare-evaluators.ts";

const text = fc.constantFrom(
  "",
  "a",
  "b",
  "ab 12 cde",
  "12",
  "-1.5",
  "A b",
  "ä😀x",
  "2020-01-02T03:04:05Z",
  "x,y,,z",
  "[1]",
);
const number = fc.oneof(fc.integer({ min: -5, max: 20 }), fc.constantFrom(0, 0.1, 1.5, -2.5, 1e21, 123456789012345.67));
const leaf: fc.Arbitrary<Json> = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const key = fc.constantFrom("a", "b", "c", "list", "x y", "1");

const { any } = fc.letrec<{ readonly any: Json }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    { weight: 3, arbitrary: leaf },
    { weight: 1, arbitrary: fc.array(tie("any"), { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.dictionary(key, tie("any"), { maxKeys: 4, noNullPrototype: true }) },
  ),
}));

const object = fc.record(
  { a: number, b: text, list: fc.array(any, { maxLength: 3 }), c: any },
  { requiredKeys: [], noNullPrototype: true },
);

/** Mostly of the type that the name says, else anything. */
function mostly(arbitrary: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc.oneof({ weight: 7, arbitrary }, { weight: 1, arbitrary: any });
}

/** What the variables of `randomSource` hold. */
export const randomData: fc.Arbitrary<Data> = fc.record({
  states: fc.record({ input: fc.record({ a: any, b: any }), context: fc.record({ n: number }) }),
  variables: fc.record({
    n: mostly(number),
    s: mostly(text),
    text: mostly(text),
    o: mostly(object as fc.Arbitrary<Json>),
    numbers: mostly(fc.array(number, { maxLength: 5 })),
    texts: mostly(fc.array(text, { maxLength: 4 })),
    objects: mostly(fc.array(object as fc.Arbitrary<Json>, { maxLength: 4 })),
    nested: mostly(fc.array(fc.array(any, { maxLength: 3 }), { maxLength: 3 })),
    empty: fc.constant([]),
    nothing: fc.constant(null),
    yes: mostly(fc.boolean()),
  }),
});
