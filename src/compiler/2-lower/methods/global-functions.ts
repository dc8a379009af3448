import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, sourceText, symbolOf } from "../context.ts";
import { lowerCondition } from "../expressions/condition.ts";
import { lowerToText } from "../expressions/text.ts";
import { arrayFunctions } from "./arrays/array-functions.ts";
import { chanceFunctions } from "./globals/chance-functions.ts";
import { dateFunctions } from "./globals/date-functions.ts";
import { encodingFunctions } from "./globals/encoding-functions.ts";
import type { GlobalTable } from "./globals/global-call.ts";
import { jsonFunctions } from "./globals/json-functions.ts";
import { mathFunctions } from "./globals/math-functions.ts";
import { numberFunctions } from "./globals/number-functions.ts";
import { objectFunctions } from "./objects/object-functions.ts";

/** Functions of the language's own objects that JSONata can say exactly, by their names. */
const functions: GlobalTable = {
  ...mathFunctions,
  ...numberFunctions,
  ...dateFunctions,
  ...jsonFunctions,
  ...encodingFunctions,
  ...chanceFunctions,
  ...arrayFunctions,
  ...objectFunctions,
};

/** Lowers a call of a global function; `undefined` if it is none that is supported. */
export function lowerGlobalFunction(node: ts.CallExpression, context: LowerContext): JsonataNode | undefined {
  const name = sourceText(node.expression);
  if (!isGlobal(node.expression, context)) return undefined;
  if (name === "String" && node.arguments.length === 1) return lowerToText(node.arguments[0]!, context);
  if (name === "Boolean" && node.arguments.length === 1) return lowerCondition(node.arguments[0]!, context);
  return Object.hasOwn(functions, name) ? functions[name]?.({ node, name, context }) : undefined;
}

function isGlobal(callee: ts.Expression, context: LowerContext): boolean {
  if (ts.isPropertyAccessExpression(callee)) return isGlobal(callee.expression, context);
  const root = callee;
  if (!ts.isIdentifier(root)) return false;
  const declaration = symbolOf(context, root)?.declarations?.[0];
  // Nothing declares the global object itself.
  if (declaration === undefined) return root.text === "globalThis";
  return declaration.getSourceFile().isDeclarationFile;
}
