/** An array with as many places as it will have elements: one that grows makes room for many more. */
export function emptyArray(length: number): unknown[] {
  // oxlint-disable-next-line unicorn/no-new-array -- Array.from fills it, which takes far longer.
  return new Array<unknown>(length);
}
