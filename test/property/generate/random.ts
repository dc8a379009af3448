import * as fc from "fast-check";

/** Where a generator's decisions come from: fast-check for programs and inputs, a hash for the answers of tasks. */
export interface Random {
  /** An integer from 0 up to, not including, `limit`. */
  readonly below: (limit: number) => number;
}

/** Samples a generator that decides by `Random`; the same seed gives the same samples. */
export function sample<Value>(build: (random: Random) => Value, count: number, seed: number): readonly Value[] {
  const arbitrary = fc.gen().map((draw) => build({ below: (limit) => draw(evenly, limit) }));
  return fc.sample(arbitrary, { numRuns: count, seed });
}

/** Decisions that depend on a text alone, so that a task answers equal inputs alike in both ways of running. */
export function randomOf(text: string): Random {
  let state = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 16_777_619);
  }
  return {
    below(limit) {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
    },
  };
}

/** fast-check prefers small numbers, which here would mean the first of several choices. */
function evenly(limit: number): fc.Arbitrary<number> {
  return fc.noBias(fc.nat(limit - 1));
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random.below(items.length)]!;
}

export function chance(random: Random, percent: number): boolean {
  return random.below(100) < percent;
}

export function times<Item>(count: number, build: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => build(index));
}

export type Choices<Result> = readonly (readonly [weight: number, build: () => Result])[];

/** Takes one of the choices, by weight; a weight of 0 leaves a choice out. */
export function choose<Result>(random: Random, choices: Choices<Result>): Result {
  let position = random.below(choices.reduce((total, [weight]) => total + weight, 0));
  for (const [weight, build] of choices) {
    if (position < weight) return build();
    position -= weight;
  }
  throw new Error("no choice has a weight");
}
