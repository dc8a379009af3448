import * as fc from "fast-check";
import { compareEvaluators } from "./compare-evaluators.ts";
import { randomData } from "./generate/random-data.ts";
import { randomSource } from "./generate/random-source.ts";

const perBatch = 500;

export interface Checked {
  /** What the evaluators disagreed about. */
  readonly disagreements: readonly string[];
  /** Which part of the evaluations the closures answered. */
  readonly answered: number;
}

/** Evaluates generated expressions in both ways. */
export async function checkEvaluators(wanted: number, seed: number): Promise<Checked> {
  const tally = new Map<string, number>();
  const disagreements: string[] = [];
  const cases = fc.tuple(randomSource({ depth: 5 }), fc.array(randomData, { minLength: 2, maxLength: 2 }));
  for (let batch = 0; batch * perBatch < wanted; batch++) {
    for (const [source, inputs] of fc.sample(cases, { numRuns: perBatch / 2, seed: seed * 10_000 + batch })) {
      for (const data of inputs) {
        const comparison = await compareEvaluators(source, data);
        const kind = typeof comparison === "string" ? comparison : "different";
        tally.set(kind, (tally.get(kind) ?? 0) + 1);
        if (typeof comparison === "string") continue;
        const { now, reference } = comparison;
        disagreements.push(`${source}\nwith ${JSON.stringify(data)}\nnow: ${now}\nreference: ${reference}`);
      }
    }
  }
  console.log(`SEED=${seed}: ${[...tally].map(([kind, count]) => `${count} ${kind}`).join(", ")}`);
  return { disagreements, answered: ((tally.get("value") ?? 0) + (tally.get("failure") ?? 0)) / wanted };
}
