import type { Json } from "#authoring";
import { throughJson } from "./recorder.ts";
import type { CallbackStandIn, CallbackWorker } from "./types.ts";

/** Answers the callbacks of one execution. */
export interface CallbackAnswers {
  /** `task-token-1` and on. */
  readonly nextToken: () => string;
  /** The stand-in's answer; `undefined` where nobody is there to answer. */
  readonly answer: (target: string, input: Json, worker: CallbackWorker) => Promise<Json> | undefined;
}

export function createCallbackAnswers(
  targets: readonly string[],
  standIns: Readonly<Record<string, CallbackStandIn>>,
): CallbackAnswers {
  const unknown = Object.keys(standIns).filter((name) => !targets.includes(name));
  if (unknown.length > 0) {
    const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ") || "none";
    throw new TypeError(
      `the workflow has no callback through ${quoted(unknown)}; it has one through ${quoted(targets)}`,
    );
  }
  let tokens = 0;
  return {
    nextToken: () => `task-token-${(tokens += 1)}`,
    answer(target, input, worker) {
      const standIn = standIns[target];
      return standIn === undefined ? undefined : answerWith(standIn, input, worker);
    },
  };
}

async function answerWith(standIn: CallbackStandIn, input: Json, worker: CallbackWorker): Promise<Json> {
  return throughJson(await standIn(input as never, worker));
}
