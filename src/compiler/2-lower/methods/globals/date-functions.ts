import { literal } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { ts } from "../../../program.ts";
import { millisOfText } from "../dates/iso-date.ts";
import { fixed, type GlobalCall, type GlobalTable } from "./global-call.ts";

/** The functions of Date itself. */
export const dateFunctions: GlobalTable = {
  "Date.parse": fixed(["string"], ([text], context) => millisOfText(text!, context)),
  "Date.UTC": utc,
};

/** Of literals: days and months beyond a year's end are counted on by JavaScript. */
function utc({ node }: GlobalCall): JsonataNode | undefined {
  const parts = node.arguments.map((argument) => (ts.isNumericLiteral(argument) ? Number(argument.text) : NaN));
  const [year, month = 0, ...rest] = parts;
  if (year === undefined || parts.length > 7) return undefined;
  const millis = Date.UTC(year, month, ...rest);
  return Number.isNaN(millis) ? undefined : literal(millis);
}
