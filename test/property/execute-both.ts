import type { Json } from "#authoring";
import { executeCompiled } from "../../src/testing/execute-compiled.ts";
import type { LoadedMachine } from "../../src/testing/load-compiled.ts";
import { executeNatively } from "../../src/testing/execute-natively.ts";
import type { Outcome } from "../../src/testing/types.ts";
import { storedObjects } from "./generate/item-sources.ts";
import { type Answers, standIns } from "./stand-ins.ts";

export interface Outcomes {
  readonly interpreted: Outcome<Json>;
  readonly native: Outcome<Json>;
  /** How many calls fail for good, natively; more than one may race where branches run side by side. */
  readonly failures: number;
  /** How many fail at first, which only retries of the call's own make a failure for good. */
  readonly retried: number;
}

/** Runs a workflow interpreted and natively on the same input, with tasks that answer alike. */
export async function executeBoth(loaded: LoadedMachine, input: Json, answers: Answers): Promise<Outcomes> {
  const { compiled } = loaded;
  const objects = storedObjects();
  const forInterpreted = standIns(compiled, answers);
  const forNative = standIns(compiled, answers);
  const interpreted = await executeCompiled<Json, Json>(loaded, { input, objects, ...forInterpreted });
  const called = [...loaded.machines.values()].map((each) => each.compiled).filter((each) => each !== compiled);
  const native = await executeNatively<Json, Json>(compiled, { input, objects, ...forNative }, called);
  await quiet(native);
  return { interpreted, native, failures: forNative.failures(), retried: forNative.retried() };
}

/** What a failure left running natively comes to its end: stand-ins wait for nothing but promises and virtual time. */
async function quiet({ calls, events }: Outcomes["native"]): Promise<void> {
  let [seen, still] = [-1, 0];
  while (still < 12) {
    const now = calls.length + events.length;
    still = now === seen ? still + 1 : 0;
    seen = now;
    await new Promise((resolve) => void setImmediate(resolve));
  }
}
