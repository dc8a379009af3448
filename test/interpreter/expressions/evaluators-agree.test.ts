import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Json } from "#asl";
import { expressionSource } from "#asl";
import { checkEvaluators } from "./check-evaluators.ts";
import { type Comparison, compareEvaluators } from "./compare-evaluators.ts";

describe("the two evaluators", () => {
  // `npm run test:property` makes many more.
  it("agree about generated expressions", async () => {
    const { disagreements, answered } = await checkEvaluators(2500, 1);
    expect(disagreements).toEqual([]);
    expect(answered, "of the evaluations").toBeGreaterThan(0.8);
  });

  const corpus = new URL("../../../../shared/corpora/asl-dev.jsonl", import.meta.url);
  it.skipIf(!existsSync(corpus))("agree about what was recorded on AWS", async () => {
    const cases = readFileSync(corpus, "utf8").split("\n").filter(Boolean);
    const compared: [string, Comparison][] = [];
    for (const line of cases) {
      const { definition, input } = JSON.parse(line) as { readonly definition?: Json; readonly input?: Json };
      const data = { states: { input: objectOf(input) }, variables: variablesOf(input) };
      for (const source of sourcesIn(objectOf(definition)))
        compared.push([source, await compareEvaluators(source, data)]);
    }
    expect(compared.length).toBeGreaterThan(50);
    expect(compared.filter(([, comparison]) => typeof comparison !== "string")).toEqual([]);
  });
});

/** Recorded as text or as what the text says. */
function objectOf(value: Json | undefined): Json {
  return typeof value === "string" && /^\s*[[{]/u.test(value) ? (JSON.parse(value) as Json) : (value ?? null);
}

function variablesOf(input: Json | undefined): Readonly<Record<string, Json>> {
  const value = objectOf(input);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {};
}

function sourcesIn(value: Json): readonly string[] {
  if (typeof value === "string") {
    const source = expressionSource(value);
    return source === undefined ? [] : [source];
  }
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap((inner) => sourcesIn(inner as Json))
    : [];
}
