/**
 * What generated workflows contain, by the rows of the construct table in docs/language.md; a test compares the rows. A run of the
 * property tests fails if one of these was never compiled and executed. A new row needs names here and a generator that notes them.
 */
export const constructsByRow = {
  "`const x = await task(input)`": ["task", "task in an expression"],
  "`await emit(event, detail)`": ["emit"],
  "`await dynamodb.getItem(input)`, `await athena.startQueryExecution.sync(input)`": [
    "aws operation",
    "aws error name",
  ],
  "`await sleep({ minutes: 5 })`, `await sleep(seconds)`": ["sleep for a duration", "sleep for seconds"],
  '`await sleepUntil("2026-12-24T18:00:00Z")`': ["sleep until"],
  "`await callback({ output, timeoutSeconds }, (token) => task({ token }))`, or `emit(event, { token })`": [
    "callback by a task",
    "callback by an event",
  ],
  "`await call(workflow, input)`": ["call of a workflow"],
  "`context.now()`": ["moment"],
  "`context.execution.id`, `.name`, `.startTime`, `context.workflow.name`": [
    "name of the execution",
    "name of the workflow",
  ],
  "`task.with({ retry, timeoutSeconds })(input)`": ["task with options"],
  "`const`, `let`, `=`, `+=` … `??=`, `++`, `--`, `[a, b] = [b, a]`": [
    "const",
    "let",
    "let without a value",
    "=",
    "+=",
    "-=",
    "*=",
    "||=",
    "&&=",
    "??=",
    "++",
    "--",
    "swap",
  ],
  "`o.a = …`, `o.a.b += …`, `o[key]++`, `xs[i] = …`, `delete o.a`, `Object.assign(o, …)`, `push pop shift unshift splice sort reverse`, `xs.length = 0` ([changes in place](#changes-in-place))":
    [
      "member set",
      "member changed",
      "member of a member changed",
      "entry set",
      "element set",
      "delete",
      "Object.assign",
      "push",
      "pop",
      "shift",
      "unshift",
      "splice",
      "sort in place",
      "reverse in place",
      "length set",
    ],
  "destructuring with defaults, rests, nesting and computed keys, in declarations, parameters and assignments (`[a, o.b] = [o.b, a]`)":
    [
      "object destructuring",
      "array destructuring",
      "default in a pattern",
      "rest in a pattern",
      "nested pattern",
      "destructured parameter",
      "assignment to a pattern",
      "computed key in a pattern",
    ],
  "assignments and `++` as values, where they are evaluated first in their statement: `a = b = 0`, `const id = n++`, `while ((next = queue.shift()) !== undefined)`":
    ["assignment of an assignment", "++ as a value", "assignment as a test"],
  "`if` / `else if` / `else`": ["if", "else if", "else", "if that narrows"],
  "`for (const item of items)`, `for (const key in record)`, `for (let i = 0; …; i++)`, `while`, `do … while`": [
    "for of",
    "for of with a pattern",
    "for in",
    "counted for",
    "while",
    "do while",
    "while true",
  ],
  "the same over an array, with nothing awaited, thrown or returned inside": ["pure loop"],
  "`break`, `continue`, also with a label; labelled blocks": [
    "break",
    "continue",
    "break with a label",
    "continue with a label",
    "labelled block",
  ],
  "`switch`, with fallthrough and `default` anywhere; `switch (true)`": [
    "switch on a text",
    "switch on a number",
    "case null",
    "switch true",
    "fallthrough",
    "default before a case",
    "jump of a loop in a switch",
  ],
  "`return`": ["early return"],
  "`throw new WorkflowError(name, message)`, `throw new Error(message)`": [
    "throw a WorkflowError",
    "throw an Error",
    "throw with a computed name",
  ],
  'classes of errors, local or imported: `class CardError extends Error { override name = "CardError" }`, `throw new CardError(message)`, `error instanceof CardError`':
    ["throw of a class", "error by class"],
  "`try` / `catch`, nested, with `throw error`": [
    "try",
    "nested try",
    "throw in a try",
    "return in a try",
    "jump in a try",
    "rethrow",
    "declared error",
    "error by name",
    "switch on an error's name",
  ],
  "`finally`": ["finally", "return in a finally", "jump in a finally", "throw in a finally"],
  "calls of functions of the project: inner, of the module, imported by a relative path; with defaults, rests, destructured parameters, functions passed to them":
    [
      "inner function",
      "function of the module",
      "imported function",
      "function that is an expression",
      "function of statements",
      "function that assigns",
      "default of a parameter",
      "rest of the arguments",
      "function as an argument",
    ],
  "calls of `async` functions of the project, also in `Promise.all([load(a), load(b)])` and `Promise.all(xs.map(load))`":
    [
      "async function",
      "async function of the module",
      "async function in Promise.all",
      "async function as the callback of Promise.all",
    ],
  "`await Promise.all([a(), b(), value])`": ["Promise.all"],
  "`await Promise.all(items.map(async (item, index) => …))`": ["Promise.all over items", "early return in a callback"],
  "`const p = first(…); const q = second(…); const a = await p; const b = await q;`": ["started before it is awaited"],
  "`await Promise.all([p, q])`, `await Promise.all(promises)` of constants that were started before": ["gathered"],
  "`await Promise.allSettled(…)` of what `Promise.all` takes": ["Promise.allSettled"],
  "`await mapItems(items, { concurrency, batchSize }, async (item, index) => …)`": ["mapItems", "mapItems in batches"],
  "`input: schema`, or the event of the [trigger](triggers.md) or of one of several in `anyOf`": [
    "checked input",
    "bounds of an input",
    "event as input",
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ConstructName = (typeof constructsByRow)[keyof typeof constructsByRow][number];

export const constructNames: readonly ConstructName[] = Object.values(constructsByRow).flat();
