// ISO-8601 extended, with an offset and an upper-case T and Z; fractions of a second as long as they like.
const timestampPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/u;

/** The moment of a timestamp as a Wait state takes it, in milliseconds since the epoch; `undefined` if it is none. */
export function parseTimestamp(text: string): number | undefined {
  const moment = timestampPattern.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
}
