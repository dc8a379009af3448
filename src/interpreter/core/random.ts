import type { RandomState } from "./snapshot.ts";

// sfc32, seeded by a 128-bit string hash: small, well distributed, and its state is four JSON numbers.

/** Derives the generator's first state from a text that is unique to the execution. */
export function seedRandom(text: string): RandomState {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ unit, 597399067);
    b = c ^ Math.imul(b ^ unit, 2869860233);
    c = d ^ Math.imul(c ^ unit, 951274213);
    d = a ^ Math.imul(d ^ unit, 2716044179);
  }
  let state: RandomState = [a | 0, b | 0, c | 0, d | 0];
  // The hash leaves neighbouring texts close together; the first outputs are thrown away to mix them.
  for (let round = 0; round < 16; round++) state = nextRandom(state).state;
  return state;
}

/** One number in [0, 1) and the state after it. */
export function nextRandom([a, b, c, d]: RandomState): { readonly value: number; readonly state: RandomState } {
  const sum = (((a + b) | 0) + d) | 0;
  const rotated = (c << 21) | (c >>> 11);
  return {
    value: (sum >>> 0) / 2 ** 32,
    state: [b ^ (b >>> 9), (c + (c << 3)) | 0, (rotated + sum) | 0, (d + 1) | 0],
  };
}
