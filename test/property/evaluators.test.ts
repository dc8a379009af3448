import { expect, it } from "vitest";
import { checkEvaluators } from "../interpreter/expressions/check-evaluators.ts";
import { setting } from "./tally.ts";

const wanted = setting("EVALUATIONS", 20_000);

it(`evaluates ${wanted} generated expressions as the reference does`, async () => {
  const { disagreements } = await checkEvaluators(wanted, setting("SEED", 1));
  expect(disagreements.slice(0, 12)).toEqual([]);
});
