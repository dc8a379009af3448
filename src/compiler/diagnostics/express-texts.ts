// The part of the catalog that speaks of Express workflows: what their executions cannot do.

export const expressTexts = {
  MR2203: {
    message: "an Express workflow cannot sleep {length}",
    why: "An execution of an Express workflow takes at most five minutes (300 seconds).",
    fix: 'Write out how long, up to five minutes: await sleep({ seconds: 30 }). Or leave out type: "express": a Standard workflow takes up to a year.',
  },
  MR2204: {
    message: "an Express workflow cannot wait for a callback",
    why: "Step Functions gives tokens to Standard executions only: those of an Express workflow are over after five minutes.",
    fix: 'Call the task and return, and let what is ready start another workflow by an event. Or leave out type: "express".',
  },
  MR2205: {
    message: "an Express workflow cannot call a Standard one",
    why: "Step Functions lets only Standard executions wait for a Standard execution, which may take up to a year.",
    fix: 'Make the other one Express, too (type: "express"), or start it by an event: await emit(event, detail). Or leave out type: "express" here.',
  },
  MR2206: {
    message: "an Express workflow cannot wait for a job",
    why: "Step Functions lets only Standard executions wait for the end of what they started (.sync).",
    fix: 'Start the job without .sync and let its end start another workflow by an event. Or leave out type: "express".',
  },
  MR2207: {
    message: "a call in an Express workflow cannot take {seconds} seconds",
    why: "An execution of an Express workflow takes at most five minutes (300 seconds), and all its calls share them.",
    fix: 'Write timeoutSeconds: 60 in the contract, or at the call: task.with({ timeoutSeconds: 60 })(input). Or leave out type: "express".',
  },
  MR2208: {
    message: "every execution of this Express workflow that gets to its end sleeps for {seconds} seconds or more",
    why: "An execution of an Express workflow takes at most five minutes (300 seconds), and all its sleeps share them.",
    fix: 'Sleep for less in all, or leave out type: "express": a Standard workflow takes up to a year.',
  },
} as const;
