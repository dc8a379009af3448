import { call, equals, literal, sequence } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { isOnly, type ShapeKind } from "../../1-analyze/shape.ts";
import { type LowerContext, refuse, shapeAt, sourceText, symbolOf, typeText } from "../context.ts";
import { lowerExpression } from "../recursion.ts";
import { lowerToText } from "../expressions/text.ts";
import { chanceFunctions } from "./globals/chance-functions.ts";
import { dateFunctions } from "./globals/date-functions.ts";
import { encodingFunctions } from "./globals/encoding-functions.ts";
import type { GlobalTable } from "./globals/global-call.ts";
import { jsonFunctions } from "./globals/json-functions.ts";
import { mathFunctions } from "./globals/math-functions.ts";
import { numberFunctions } from "./globals/number-functions.ts";

type LowerFunction = (values: readonly JsonataNode[], context: LowerContext) => JsonataNode;

interface GlobalFunction {
  readonly parameters: readonly ShapeKind[];
  readonly lower: LowerFunction;
}

/** Functions of the language's own objects that JSONata can say exactly, by their names. */
const groups: GlobalTable = {
  ...mathFunctions,
  ...numberFunctions,
  ...dateFunctions,
  ...jsonFunctions,
  ...encodingFunctions,
  ...chanceFunctions,
};

/** Those of objects. */
const functions: Readonly<Record<string, GlobalFunction>> = {
  "Object.keys": { parameters: ["object"], lower: ([value]) => sequence(call("keys", value!)) },
};

/** Lowers a call of a global function; `undefined` if it is none that is supported. */
export function lowerGlobalFunction(node: ts.CallExpression, context: LowerContext): JsonataNode | undefined {
  const name = sourceText(node.expression);
  if (!isGlobal(node.expression, context)) return undefined;
  if (name === "String" && node.arguments.length === 1) return lowerToText(node.arguments[0]!, context);
  if (name === "Array.isArray" && node.arguments.length === 1) {
    return equals(call("type", lowerExpression(node.arguments[0]!, context)), literal("array"));
  }
  const grouped = Object.hasOwn(groups, name) ? groups[name] : undefined;
  if (grouped !== undefined) return grouped({ node, name, context });
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (found === undefined || node.arguments.length !== found.parameters.length) return undefined;
  for (const [position, argument] of node.arguments.entries()) {
    if (isOnly(shapeAt(context, argument), found.parameters[position]!)) continue;
    return refuse(context, argument, "MR2101", {
      text: sourceText(argument),
      type: typeText(context, argument),
      operator: name,
    });
  }
  return found.lower(
    node.arguments.map((argument) => lowerExpression(argument, context)),
    context,
  );
}

function isGlobal(callee: ts.Expression, context: LowerContext): boolean {
  if (ts.isPropertyAccessExpression(callee)) return isGlobal(callee.expression, context);
  const root = callee;
  if (!ts.isIdentifier(root)) return false;
  const declaration = symbolOf(context, root)?.declarations?.[0];
  return declaration?.getSourceFile().isDeclarationFile === true;
}
