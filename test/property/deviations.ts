/**
 * What the generators leave out, and nothing else: the known deviations of docs/language.md, each by the text of its row,
 * and how the generators keep away from it.
 */
export const excludedDeviations: readonly { readonly row: string; readonly how: string }[] = [
  {
    row: "a fraction becomes text with up to 17 digits, in `JSON.stringify`, too: `${0.1 + 0.2}`",
    how: "Only plain numbers (small, at most two decimals) become text; others are passed on, compared and calculated with.",
  },
  { row: "a number above 10^15 becomes text exactly", how: "Plain numbers stay small." },
  {
    row: "`a / 0`, `Math.max(...[])` and overflow are infinite, `a % 0` and `Math.sqrt(-1)` are NaN, `**` may give either",
    how: "Divisors are literals that are not 0, or Math.abs(…) + 1; roots are of Math.abs(…); exponents are 0 to 3; lists are spread beside a number.",
  },
  {
    row: "`Number(text)`, `parseInt` and `parseFloat` give NaN for what is no number; they read `+1`, `.5`, `1.`, `0x10` and `Infinity`",
    how: "Texts are converted only where a pattern of digits has found a number in them.",
  },
  {
    row: "`new Date(text)` reads local times and other forms, and gives an invalid date for what is none",
    how: "Dates are made of literals in ISO 8601 and of numbers of milliseconds between 1970 and 2100.",
  },
  {
    row: "`JSON.parse`, `repeat`, `with`, `reduce` of nothing, `atob`, `btoa` and `decodeURIComponent` throw errors with names of their own",
    how: "What is parsed or decoded was made by the counterpart; what is encoded has no halves of characters, in base64 only ASCII; counts are not negative; what is reduced has a start.",
  },
  {
    row: "positions in a text (`slice`, `indexOf`, `at`, `padStart`, `[i]`) count UTF-16 units: `💥` has two",
    how: "What is cut or searched by position has lost its characters outside the basic plane; texts are split at literals that are not empty.",
  },
  {
    row: "`` $` `` and `$'` in a replacement that is no literal stand for what is around the match",
    how: "A replacement that is no literal has lost its quotes.",
  },
  {
    row: "`crypto.randomUUID()` and `Math.random()` draw anew each time",
    how: "Only the length of what was drawn is looked at.",
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
    row: "`error instanceof CardError` is false for a task's error of the same name",
    how: "No class of errors is called like an error that a task declares.",
  },
  {
    row: "the order of keys",
    how: "Outcomes are compared without regard to the order of keys; keys and entries of objects are counted, searched or sorted.",
  },
  {
    row: "`xs[i] = value` beyond the end leaves holes, which read as undefined",
    how: "Elements are set at positions that exist, or at the end.",
  },
  {
    row: "`xs[-1] = value` or `xs[0.5] = value` sets a member that JSON leaves out",
    how: "Elements are set at positions that exist, or at the end.",
  },
  {
    row: "what is claimed and a value does not keep: `value!`, `JSON.parse(text) as Order`, a cast in a contract's code, data that no schema checked",
    how: "Inputs and the answers of tasks keep to their schemas, apart from inputs that the guard must refuse.",
  },
  {
    row: "an uncaught error of a branch lets the others of a `Promise.all` go on",
    how: "Calls and events of an execution in which a Promise.all was aborted are compared one way only, or exempt.",
  },
];
