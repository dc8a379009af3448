import { conditional, exists } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse, sourceText } from "../context.ts";
import { bindPattern } from "../patterns/bind-pattern.ts";
import { lowerExpression } from "../recursion.ts";
import { assignBinding, declareVariable } from "../variables.ts";
import { assignedSymbols } from "./assigned-symbols.ts";

/** Gives a parameter of a function inside an expression its value; a default stands in where there is none. */
export function bindParameter(parameter: ts.ParameterDeclaration, value: JsonataNode, context: LowerContext): void {
  if (parameter.dotDotDotToken !== undefined) {
    refuse(context, parameter, "MR2125", { text: sourceText(parameter) });
    return;
  }
  const whole = withDefault(parameter, value, context);
  const { name } = parameter;
  const symbol = ts.isIdentifier(name) ? context.checker.getSymbolAtLocation(name) : undefined;
  // What the body never assigns needs no variable.
  if (symbol !== undefined && whole === value && !assignedSymbols(parameter.parent, context.checker).has(symbol)) {
    context.bindings.set(symbol, { kind: "local", node: value });
    return;
  }
  bindPattern(name, whole, context, (bound, part) => assignBinding(declareVariable(bound, context), part, context));
}

function withDefault(parameter: ts.ParameterDeclaration, value: JsonataNode, context: LowerContext): JsonataNode {
  if (parameter.initializer === undefined) return value;
  return conditional(exists(value), value, lowerExpression(parameter.initializer, context));
}
