import { freshUuid } from "../core/fresh-uuid.ts";
import { drawRandom } from "../core/run.ts";
import type { Run } from "../core/run.ts";
import { nextRandom, seedRandom } from "../core/random.ts";
import { hashAlgorithms } from "../load/machine.ts";
import { formatMoment } from "./format-moment.ts";

/** Functions whose results depend on the execution: time is the event's, chance comes from the snapshot. */
export function executionFunctions(run: Run): Readonly<Record<string, unknown>> {
  return {
    millis: () => run.at,
    now: (picture?: string, timezone?: string) => formatMoment(run.at, picture, timezone),
    random: (seed?: number) => (seed === undefined ? drawRandom(run) : nextRandom(seedRandom(String(seed))).value),
    uuid: () => freshUuid(run),
    hash: (value: unknown, algorithm: unknown) => hash(run, value, algorithm),
  };
}

function hash(run: Run, value: unknown, algorithm: unknown): string | undefined {
  if (value === undefined) return undefined;
  const known = hashAlgorithms.find((name) => name === algorithm);
  if (known === undefined) {
    throw new Error(`The hash algorithm must be one of ${hashAlgorithms.join(", ")}, got ${JSON.stringify(algorithm)}`);
  }
  if (run.machine.hash === undefined)
    throw new Error("$hash needs the hash option of loadMachine, which was not given");
  return run.machine.hash(typeof value === "string" ? value : JSON.stringify(value), known);
}
