import jsonata from "jsonata";

const formatExpression = jsonata("$fromMillis($moment, $picture, $timezone)");

/** What `$now(picture, timezone)` gives at a moment; JSONata's own reads the machine's clock. */
export function formatMoment(at: number, picture?: string, timezone?: string): string | Promise<unknown> {
  if (picture === undefined && timezone === undefined) return new Date(at).toISOString();
  return formatExpression.evaluate(undefined, { moment: at, picture, timezone });
}
