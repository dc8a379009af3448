import { literal } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { ts } from "../../../program.ts";
import { isOnly } from "../../../1-analyze/shape.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../../context.ts";
import { lowerExpression } from "../../recursion.ts";
import { dateOfMillis, dateOfText, dateText } from "./iso-date.ts";

/** `new Date(text)`, `new Date(milliseconds)`, `new Date(date)`. */
export function lowerNewDate(node: ts.NewExpression, context: LowerContext): JsonataNode {
  const [value, ...more] = node.arguments ?? [];
  if (value === undefined) return refuse(context, node, "MR1204", { name: "new Date()" });
  // Years and months as numbers are local time.
  if (more.length > 0 || ts.isSpreadElement(value)) return refuse(context, node, "MR2156", { text: sourceText(node) });
  const shape = shapeAt(context, value);
  const given = lowerExpression(value, context);
  if (given.kind === "poison" || isOnly(shape, "date")) return given;
  if (isOnly(shape, "number")) return knownMoment(given) ?? dateOfMillis(given, context);
  if (isOnly(shape, "string")) {
    const isWrong = given.kind === "literal" && dateText(String(given.value)) === undefined;
    return isWrong ? refuse(context, node, "MR2156", { text: sourceText(node) }) : dateOfText(given, context);
  }
  return refuse(context, value, "MR2101", {
    text: sourceText(value),
    type: typeText(context, value),
    operator: "new Date",
  });
}

function knownMoment(millis: JsonataNode): JsonataNode | undefined {
  if (millis.kind !== "literal") return undefined;
  const date = new Date(Number(millis.value));
  const text = Number.isNaN(date.getTime()) ? undefined : dateText(date.toISOString());
  return text === undefined ? undefined : literal(text);
}
