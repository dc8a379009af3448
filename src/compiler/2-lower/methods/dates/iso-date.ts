import { and, binary, call, conditional, literal, regex } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import type { LowerContext } from "../../context.ts";
import { withNames } from "../position.ts";

// A Date is kept as its text in ISO 8601, `2024-02-29T12:00:00.000Z`: the text that JSON makes of it, whose order is that of
// the moments. The years are those that the text has room for.

const day = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const time = "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?(Z|[-+]([01][0-9]|2[0-3]):[0-5][0-9])";

/**
 * A day, or a moment with its zone: a moment without one would depend on where the code runs. In UTC it has a year of
 * four digits.
 */
const isoText = `^(?!0000|9999-12-31T.+-)${day}(${time})?$`;

const [firstMillis, lastMillis] = [Date.parse("0001-01-01T00:00:00.000Z"), Date.parse("9999-12-31T23:59:59.999Z")];

/** The date that a text names, as it is kept; any other text ends the execution. */
export function dateOfText(text: JsonataNode, context: LowerContext): JsonataNode {
  const known = text.kind === "literal" ? dateText(String(text.value)) : undefined;
  return known === undefined ? call("fromMillis", millisOfText(text, context)) : literal(known);
}

/** The text of a date that is known when compiling, as it is kept. */
export function dateText(text: string): string | undefined {
  return new RegExp(isoText).test(text) ? new Date(Date.parse(text)).toISOString() : undefined;
}

/** `Date.parse(text)` */
export function millisOfText(text: JsonataNode, context: LowerContext): JsonataNode {
  return withNames({ text }, context, (named) =>
    conditional(
      call("contains", named!, regex(isoText)),
      call("toMillis", named!),
      call("error", binary("&", literal("not a date in ISO 8601 with a zone: "), named!)),
    ),
  );
}

/** The date so many milliseconds after 1970 began. */
export function dateOfMillis(millis: JsonataNode, context: LowerContext): JsonataNode {
  return withNames({ millis }, context, (named) =>
    conditional(
      and(binary(">=", named!, literal(firstMillis)), binary("<=", named!, literal(lastMillis))),
      call("fromMillis", named!),
      call("error", literal("a date must lie in the years 1 to 9999")),
    ),
  );
}

/** `date.getTime()` */
export function millisOf(date: JsonataNode): JsonataNode {
  return call("toMillis", date);
}
