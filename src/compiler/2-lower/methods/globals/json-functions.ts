import { array, binary, call, conditional, equals, literal } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { isAny, isOnly, mayBeUndefined } from "../../../1-analyze/shape.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../../context.ts";
import { lowerExpression } from "../../recursion.ts";
import { withNames } from "../position.ts";
import { fixed, type GlobalCall, type GlobalTable } from "./global-call.ts";

export const jsonFunctions: GlobalTable = {
  "JSON.parse": fixed(["string"], ([text]) => call("parse", text!)),
  "JSON.stringify": stringify,
};

function stringify({ node, context }: GlobalCall): JsonataNode | undefined {
  const [argument] = node.arguments;
  if (argument === undefined || node.arguments.length !== 1) return undefined;
  const shape = shapeAt(context, argument);
  if (isAny(shape, "unknown", "function"))
    return refuse(context, argument, "MR2101", {
      text: sourceText(argument),
      type: typeText(context, argument),
      operator: "JSON.stringify",
    });
  // JavaScript gives no text then, whatever the type says.
  if (mayBeUndefined(shape)) return refuse(context, argument, "MR2104", { text: sourceText(argument) });
  const value = lowerExpression(argument, context);
  if (value.kind === "poison") return value;
  if (isOnly(shape, "string", "date")) return quoted(value, context);
  if (!isAny(shape, "string", "date")) return call("string", value);
  return withNames({ value }, context, (named) =>
    conditional(equals(call("type", named!), literal("string")), quoted(named!, context), call("string", named!)),
  );
}

/** `$string` leaves a text as it is; in an array it is quoted. */
function quoted(text: JsonataNode, context: LowerContext): JsonataNode {
  return withNames({ quoted: call("string", array([text])) }, context, (list) =>
    call("substring", list!, literal(1), binary("-", call("length", list!), literal(2))),
  );
}
