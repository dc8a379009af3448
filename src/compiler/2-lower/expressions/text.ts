import {
  binary,
  call,
  conditional,
  equals,
  exists,
  literal,
  member,
  nullLiteral,
  reference,
} from "../../jsonata/build.ts";
import type { Variable } from "../../ir/variable.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { definedPart, isAny, isOnly, type Shape } from "../../1-analyze/shape.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { withName } from "./condition.ts";
import { caughtErrorOf } from "./member-access.ts";
import { lowerExpression } from "../recursion.ts";

/** A text of the workflow; what would mean something in a definition is refused. */
export function lowerText(node: ts.Node, text: string, context: LowerContext): JsonataNode {
  const special = ["${", "{%", "%}"].find((mark) => text.includes(mark));
  return special === undefined ? literal(text) : refuse(context, node, "MR2117", { text: special });
}

/** An expression as it becomes part of a text, in a template or beside `+`. */
export function lowerToText(node: ts.Expression, context: LowerContext): JsonataNode {
  const caught = caughtErrorOf(node, context);
  if (caught !== undefined) return textOfError(caught.variable);
  const value = lowerExpression(node, context);
  return value.kind === "poison" ? value : textOf(value, shapeAt(context, node), node, context);
}

/** A value as a text; `node` is what a diagnostic points at. */
export function textOf(value: JsonataNode, shape: Shape, node: ts.Expression, context: LowerContext): JsonataNode {
  if (isOnly(shape, "string")) return value;
  if (isAny(shape, "unknown")) {
    return refuse(context, node, "MR2101", {
      text: sourceText(node),
      type: typeText(context, node),
      operator: "a text",
    });
  }
  if (isAny(shape, "object", "array", "date", "function")) {
    return refuse(context, node, "MR2105", { text: sourceText(node), type: typeText(context, node) });
  }
  if (value.kind === "literal") return literal(String(value.value));
  if (!isAny(shape, "undefined", "null")) return call("string", value);
  return withName(value, context, (named) => textOfNullable(named, shape));
}

/** JSONata makes an empty text of what is missing. */
function textOfNullable(value: JsonataNode, shape: Shape): JsonataNode {
  const text = isOnly(definedPart(shape), "string") ? value : call("string", value);
  // `$string(null)` is "null" too, but whether every engine says so is not written anywhere.
  const orNull = shape.has("null") ? conditional(equals(value, nullLiteral), literal("null"), text) : text;
  return shape.has("undefined") ? conditional(exists(value), orNull, literal("undefined")) : orNull;
}

/** What `String(error)` gives. */
function textOfError(variable: Variable): JsonataNode {
  const [name, message] = ["name", "message"].map((each) => member(reference(variable), each, false)) as [
    JsonataNode,
    JsonataNode,
  ];
  const both = binary("&", binary("&", name, literal(": ")), message);
  return conditional(equals(message, literal("")), name, both);
}
