// The part of the catalog that speaks of mapItems: its arguments, its options and its child executions.

export const mapItemsTexts = {
  MR2190: {
    message: "mapItems takes items, options and a callback: {what}",
    why: "The callback becomes the states of one iteration; what it is called with must be visible where it is called.",
    fix: "Write: await mapItems(items, { concurrency: 5 }, async (item) => …).",
  },
  MR2191: {
    message: "the option '{name}' of mapItems must be a constant",
    why: "It is part of the definition, which is made before any execution begins.",
    fix: "Write the value itself, or the name of a constant of this or another module.",
  },
  MR2192: {
    message: "{value} items at once are more than an inline Map runs",
    why: "Step Functions runs at most 40 iterations of an inline Map at once, whatever its definition says.",
    fix: 'Write mode: "distributed" beside it, which runs up to 10000 child executions at once, or a concurrency from 1 to 40.',
  },
  MR2193: {
    message: "the option '{name}' of mapItems must be {expected}, got {value}",
    why: "Step Functions takes no other value there.",
    fix: "Write a value within these bounds, or leave the option out.",
  },
  MR2194: {
    message: "the option '{name}' of mapItems is for child executions only",
    why: "Step Functions knows it of distributed Maps; an inline one runs within the execution.",
    fix: 'Write mode: "distributed" beside it, or leave it out.',
  },
  MR2195: {
    message: "the option '{name}' of mapItems does not fit these items",
    why: "Items of a bucket are read, and worked through by child executions; those of an array are there already.",
    fix: "Write {fix}.",
  },
  MR2196: {
    message: "the results of mapItems cannot be written there",
    why: "The place is part of the definition, and the right to write is granted on the same keys.",
    fix: 'Write: results: lake.write("results/*"), with a bucket that resources.ts exports and one * at the end.',
  },
  MR2197: {
    message: "'{text}' does not say which items are read",
    why: "What is read of which bucket is part of the definition, and the right to read follows from it.",
    fix: 'Write the source itself: landing.objects({ prefix: "orders/" }), landing.csv(key, row), landing.json(key, item) or landing.jsonl(key, item).',
  },
  MR2198: {
    message: "an Express child execution cannot {what}",
    why: "Step Functions offers that to Standard executions only; Express ones last up to five minutes.",
    fix: 'Write executionType: "STANDARD", or leave it out.',
  },
  MR2199: {
    message: "an Express workflow cannot start child executions",
    why: "Step Functions runs distributed Maps in Standard executions only, and items of a bucket are always distributed.",
    fix: 'Leave out mode: "distributed". Or leave out type: "express", and write executionType: "EXPRESS" for child executions that are cheap.',
  },
} as const;
