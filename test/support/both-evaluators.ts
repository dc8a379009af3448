import type { Machine } from "#interpreter";
import { createTemplates } from "../../src/interpreter/expressions/compile-template.ts";
import { toJson } from "../../src/interpreter/expressions/to-json.ts";
import type { LoadedMachine } from "../../src/testing/load-compiled.ts";

// Every evaluation that the closures answer is made again by the reference, with the same variables.

/** What the two evaluators disagreed about, known once the checks are over. */
export interface Comparison {
  readonly loaded: LoadedMachine;
  readonly disagreements: () => Promise<readonly string[]>;
}

export function compareEvaluators(loaded: LoadedMachine): Comparison {
  const checks: Promise<string | undefined>[] = [];
  const machines = new Map<string, LoadedMachine>();
  for (const [arn, one] of loaded.machines) {
    machines.set(arn, { ...one, machines, machine: comparing(one.machine, checks) });
  }
  const main = [...loaded.machines].find(([, one]) => one === loaded)![0];
  return {
    loaded: machines.get(main)!,
    disagreements: async () => (await Promise.all(checks)).filter((found) => found !== undefined),
  };
}

function comparing(machine: Machine, checks: Promise<string | undefined>[]): Machine {
  const expressions = [...machine.expressions].map(([source, expression]) => {
    const { evaluateNow, evaluate } = expression;
    // Chance cannot be asked twice.
    if (evaluateNow === undefined || /\$(?:random|uuid)\b/u.test(source)) return [source, expression] as const;
    return [
      source,
      {
        ...expression,
        evaluateNow: (scope: Parameters<typeof evaluateNow>[0]) => {
          const value = evaluateNow(scope);
          const seen = JSON.stringify(toJson(value));
          checks.push(
            evaluate(scope).then(
              (other) => differing(source, seen, JSON.stringify(toJson(other))),
              (error: unknown) => differing(source, seen, `failure ${JSON.stringify(error)}`),
            ),
          );
          return value;
        },
      },
    ] as const;
  });
  const compared = new Map(expressions);
  return { ...machine, expressions: compared, templates: createTemplates(compared) };
}

function differing(source: string, now: string | undefined, reference: string | undefined): string | undefined {
  return now === reference ? undefined : `${source}\nnow: ${now}\nreference: ${reference}`;
}
