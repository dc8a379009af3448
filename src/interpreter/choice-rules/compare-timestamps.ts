// The same pattern as a Wait state's, which takes seconds as optional; fractions count as far as they are written.
const pattern = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})$/u;

/** A moment to any precision. */
export interface Timestamp {
  readonly seconds: number;
  /** The digits after the point, without zeros at the end. */
  readonly fraction: string;
}

/** The moment that an ISO-8601 text with an offset names, or undefined where it is none. */
export function readTimestamp(text: string): Timestamp | undefined {
  const [, moment, fraction = "", offset] = pattern.exec(text) ?? [];
  const milliseconds = moment === undefined ? Number.NaN : Date.parse(`${moment}${offset}`);
  if (Number.isNaN(milliseconds)) return undefined;
  return { seconds: milliseconds / 1000, fraction: withoutZerosAtEnd(fraction) };
}

/** Not by a pattern, which would begin anew at each zero of a long fraction that ends in a one. */
function withoutZerosAtEnd(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  return digits.slice(0, end);
}

/** Below, at or above zero as the first comes before, with or after the second. */
export function compareTimestamps(left: Timestamp, right: Timestamp): number {
  if (left.seconds !== right.seconds) return left.seconds - right.seconds;
  return left.fraction < right.fraction ? -1 : left.fraction > right.fraction ? 1 : 0;
}
