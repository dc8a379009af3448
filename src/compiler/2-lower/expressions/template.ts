import { array, binary, call, literal } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import type { LowerContext } from "../context.ts";
import { lowerText, lowerToText } from "./text.ts";

/** Beyond this many parts a chain of `&` would nest too deeply. */
const longestChain = 16;

export function lowerTemplate(node: ts.TemplateExpression, context: LowerContext): JsonataNode {
  const parts = [
    lowerText(node.head, node.head.text, context),
    ...node.templateSpans.flatMap((span) => [
      lowerToText(span.expression, context),
      lowerText(span.literal, span.literal.text, context),
    ]),
  ];
  return concatenate(parts);
}

/** Joins parts that are all texts. */
export function concatenate(parts: readonly JsonataNode[]): JsonataNode {
  const filled = parts.filter((part) => !(part.kind === "literal" && part.value === ""));
  if (filled.length === 0) return literal("");
  if (filled.length > longestChain) return call("join", array(filled));
  return filled.reduce((left, right) => binary("&", left, right));
}
