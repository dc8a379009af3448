import { mayBeUndefined } from "../../1-analyze/shape.ts";
import { array, conditional, exists, nothing } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type FunctionWithBody, type LowerContext, refuse, shapeAt, sourceText, symbolOf } from "../context.ts";
import { asElement } from "../expressions/as-element.ts";
import { bindPattern } from "../patterns/bind-pattern.ts";
import { lowerExpression } from "../recursion.ts";
import { assignBinding, declareVariable } from "../variables.ts";
import { functionOf } from "./function-of.ts";
import { needsStatements } from "./function-traits.ts";

/** What a call passes, evaluated where the call stands. */
export type LoweredArgument =
  | { readonly kind: "value"; readonly node: ts.Expression; readonly value: JsonataNode }
  | { readonly kind: "function"; readonly function: FunctionWithBody };

/** Evaluates the arguments of a call in their order. */
export function lowerArguments(given: readonly ts.Expression[], context: LowerContext): readonly LoweredArgument[] {
  return given.map((argument): LoweredArgument => {
    const passed = functionOf(argument, context);
    if (passed !== undefined) return { kind: "function", function: passed };
    const value = ts.isSpreadElement(argument)
      ? refuse(context, argument, "MR2125", { text: sourceText(argument) })
      : lowerExpression(argument, context);
    return { kind: "value", node: argument, value };
  });
}

/** Makes variables of a function's parameters, in the region where its body is put. */
export function bindArguments(
  { parameters }: Pick<ts.SignatureDeclaration, "parameters">,
  passed: readonly LoweredArgument[],
  context: LowerContext,
): void {
  for (const [position, parameter] of parameters.entries()) {
    const argument = passed[position];
    if (parameter.dotDotDotToken !== undefined) bindRest(parameter, passed.slice(position), context);
    else if (argument?.kind === "function") bindFunction(parameter, argument.function, context);
    else bindValue(parameter, argument?.value ?? nothing, context);
  }
}

/** A parameter that holds a function is another name of it. */
function bindFunction({ name }: ts.ParameterDeclaration, passed: FunctionWithBody, context: LowerContext): void {
  const symbol = ts.isIdentifier(name) ? symbolOf(context, name) : undefined;
  if (symbol === undefined) refuse(context, name, "MR2125", { text: sourceText(name) });
  else context.bindings.set(symbol, { kind: "function", node: passed });
}

function bindValue(parameter: ts.ParameterDeclaration, passed: JsonataNode, context: LowerContext): void {
  const { name, initializer } = parameter;
  const type = context.checker.getTypeAtLocation(name);
  // The body asks whether an optional function was passed.
  if (passed.kind === "nothing" && initializer === undefined && ts.isIdentifier(name) && isFunctionType(type)) {
    const symbol = symbolOf(context, name);
    if (symbol !== undefined) context.bindings.set(symbol, { kind: "local", node: nothing });
    return;
  }
  bindPattern(name, withDefault(initializer, passed, context), context, (bound, part) =>
    assignBinding(declareVariable(bound, context), part, context),
  );
}

function isFunctionType(type: ts.Type): boolean {
  return type.getNonNullableType().getCallSignatures().length > 0;
}

function withDefault(initializer: ts.Expression | undefined, passed: JsonataNode, context: LowerContext): JsonataNode {
  if (initializer === undefined) return passed;
  if (needsStatements(initializer, context)) return refuse(context, initializer, "MR2123");
  return conditional(exists(passed), passed, lowerExpression(initializer, context));
}

function bindRest(parameter: ts.ParameterDeclaration, rest: readonly LoweredArgument[], context: LowerContext): void {
  const elements = rest.map((argument) => {
    if (argument.kind === "function") return refuse(context, parameter, "MR1104");
    const shape = shapeAt(context, argument.node);
    return mayBeUndefined(shape)
      ? refuse(context, argument.node, "MR2109", { text: sourceText(argument.node) })
      : asElement(argument.value, shape, context);
  });
  bindPattern(parameter.name, array(elements), context, (bound, part) =>
    assignBinding(declareVariable(bound, context), part, context),
  );
}
