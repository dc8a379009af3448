import type { RandomState } from "./snapshot.ts";

// sfc32, seeded by a 128-bit string hash: small, well distributed, and its state is four JSON numbers.

/** Derives the generator's first state from a text that is unique to the execution. */
export function seedRandom(text: string): RandomState {
  // As signed integers, of which the engine makes no objects.
  let a = 1779033703 | 0;
  let b = 3144134277 | 0;
  let c = 1013904242 | 0;
  let d = 2773480762 | 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ unit, 597399067);
    b = c ^ Math.imul(b ^ unit, 2869860233);
    c = d ^ Math.imul(c ^ unit, 951274213);
    d = a ^ Math.imul(d ^ unit, 2716044179);
  }
  // The hash leaves neighbouring texts close together; the first outputs are thrown away to mix them.
  for (let round = 0; round < 16; round++) {
    const sum = (((a + b) | 0) + d) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    d = (d + 1) | 0;
  }
  return [a, b, c, d];
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
