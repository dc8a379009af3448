/**
 * What the generators leave out, and nothing else: the known deviations of docs/language.md, each by the text of its row,
 * and how the generators keep away from it.
 */
export const excludedDeviations: readonly { readonly row: string; readonly how: string }[] = [
  {
    row: "a fraction becomes text with up to 17 digits: `${0.1 + 0.2}`",
    how: "Only plain numbers (small, at most two decimals) become text; others are passed on, compared and calculated with.",
  },
  { row: "a number above 10^15 becomes text exactly", how: "Plain numbers stay small." },
  {
    row: "`a / 0` is Infinity, `a % 0` is NaN, `**` and overflow may give either",
    how: "Divisors are literals that are not 0, or Math.abs(…) + 1; exponents are 0 to 3.",
  },
  {
    row: "`slice`-like methods count UTF-16 units",
    how: "No text is split at its UTF-16 units: separators are literals that are not empty, so no half of a pair arises.",
  },
  {
    row: "a key that is present with the value undefined hides an earlier one of an optional member when it is spread",
    how: "What is spread after other members is data from outside, in which no member is undefined.",
  },
  {
    row: "`key in record` and `record[key]` also find what every object inherits (`toString`)",
    how: "No key and no odd text is the name of what every object inherits.",
  },
  {
    row: "the order of keys",
    how: "Outcomes are compared without regard to the order of keys; Object.keys is only counted and searched.",
  },
  {
    row: "what a type claims and a value does not keep: a cast in a contract's code, data that no schema checked",
    how: "Inputs and the answers of tasks keep to their schemas, apart from inputs that the guard must refuse.",
  },
  {
    row: "an uncaught error of a branch lets the others of a `Promise.all` go on",
    how: "Calls and events of an execution in which a Promise.all was aborted are compared one way only, or exempt.",
  },
];
