import { array, binary, block, call, conditional, equals, literal, local, sequence } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { isOnly, type ShapeKind } from "../../1-analyze/shape.ts";
import { type LowerContext, refuse, shapeAt, sourceText, symbolOf, typeText } from "../context.ts";
import { withName } from "../expressions/condition.ts";
import { lowerExpression } from "../recursion.ts";
import { lowerToText } from "../expressions/text.ts";

type LowerFunction = (values: readonly JsonataNode[], context: LowerContext) => JsonataNode;

interface GlobalFunction {
  readonly parameters: readonly ShapeKind[];
  readonly lower: LowerFunction;
}

/** Functions of the language's own objects that JSONata can say exactly, by their name. */
const functions: Readonly<Record<string, GlobalFunction>> = {
  "Math.floor": numeric(([value]) => call("floor", value!)),
  "Math.ceil": numeric(([value]) => call("ceil", value!)),
  "Math.abs": numeric(([value]) => call("abs", value!)),
  // JSONata rounds halves to even.
  "Math.round": numeric(([value], context) => roundHalfUp(value!, context)),
  "Math.trunc": numeric(([value], context) =>
    withName(value!, context, (named) =>
      conditional(binary("<", named, literal(0)), call("ceil", named), call("floor", named)),
    ),
  ),
  "Math.min": numeric((values) => call("min", array(values)), 2),
  "Math.max": numeric((values) => call("max", array(values)), 2),
  "Object.keys": { parameters: ["object"], lower: ([value]) => sequence(call("keys", value!)) },
};

function numeric(lower: LowerFunction, count = 1): GlobalFunction {
  return { parameters: Array.from({ length: count }, () => "number" as const), lower };
}

/** Lowers a call of a global function; `undefined` if it is none that is supported. */
export function lowerGlobalFunction(node: ts.CallExpression, context: LowerContext): JsonataNode | undefined {
  const name = sourceText(node.expression);
  if (!isGlobal(node.expression, context)) return undefined;
  if (name === "String" && node.arguments.length === 1) return lowerToText(node.arguments[0]!, context);
  if (name === "Array.isArray" && node.arguments.length === 1) {
    return equals(call("type", lowerExpression(node.arguments[0]!, context)), literal("array"));
  }
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
  const root = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
  if (!ts.isIdentifier(root)) return false;
  const declaration = symbolOf(context, root)?.declarations?.[0];
  return declaration?.getSourceFile().isDeclarationFile === true;
}

function roundHalfUp(value: JsonataNode, context: LowerContext): JsonataNode {
  return withName(value, context, (named) => {
    const name = context.names.local("whole");
    const isUp = binary(">=", binary("-", named, local(name)), literal(0.5));
    return block(
      [{ name, value: call("floor", named) }],
      conditional(isUp, binary("+", local(name), literal(1)), local(name)),
    );
  });
}
