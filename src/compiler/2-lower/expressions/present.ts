import type { Shape } from "../../1-analyze/shape.ts";
import { block, call, conditional, isPoison, literal, local } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { LowerContext } from "../context.ts";
import { isDefined } from "./member-access.ts";

/** A value that is neither undefined nor null; the execution fails if it is, with `text`, the source, in the cause. */
export function present(value: JsonataNode, shape: Shape, text: string, context: LowerContext): JsonataNode {
  if (isPoison(value)) return value;
  const name = context.names.local("value");
  return block([{ name, value }], conditional(isDefined(local(name), shape), local(name), missing(text)));
}

/** Ends the evaluation, and says what is missing. */
export function missing(text: string): JsonataNode {
  // Each of these means something in a definition.
  return call("error", literal(`${text.replaceAll(/\$\{|\{%|%\}/g, "…")} is missing`));
}
