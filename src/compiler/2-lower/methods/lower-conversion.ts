import { local } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import { isAny } from "../../1-analyze/shape.ts";
import { type LowerContext, refuse, sourceText, typeText } from "../context.ts";
import { truthOf } from "../expressions/condition.ts";
import { textOf } from "../expressions/text.ts";
import { isLibraryName } from "../library-name.ts";
import { elementShapeAt } from "./arrays/element-shape.ts";
import { toNumber } from "./globals/number-functions.ts";
import type { LoweredCallback } from "./lambda.ts";

type Conversion = "String" | "Number" | "Boolean";

/** One of these functions of the language itself as the callback of a method of `list`; `undefined` for any other. */
export function lowerConversion(
  callback: ts.Expression,
  names: readonly Conversion[],
  list: ts.Expression,
  context: LowerContext,
): LoweredCallback | undefined {
  const name = names.find((each) => isLibraryName(callback, each, context));
  if (name === undefined) return undefined;
  const item = context.names.local("item");
  return { parameters: [item], body: convertElement(name, local(item), list, context) };
}

/** Converts an element; diagnostics name the list. */
function convertElement(name: Conversion, value: JsonataNode, list: ts.Expression, context: LowerContext): JsonataNode {
  const shape = elementShapeAt(list, context);
  if (name === "String") return textOf(value, shape, list, context);
  if (name === "Number") return toNumber(value, shape, { node: list, operator: name, context });
  if (!isAny(shape, "unknown")) return truthOf(value, shape, context);
  return refuse(context, list, "MR2101", { text: sourceText(list), type: typeText(context, list), operator: name });
}
