import { mayBeUndefined } from "../../1-analyze/shape.ts";
import { array, conditional, exists, nothing, spread } from "../../jsonata/build.ts";
import type { Variable } from "../../ir/variable.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import {
  type Binding,
  type FunctionWithBody,
  type LowerContext,
  refuse,
  shapeAt,
  sourceText,
  symbolOf,
} from "../context.ts";
import { asElement } from "../expressions/as-element.ts";
import { caughtErrorOf } from "../expressions/member-access.ts";
import { lowerElements } from "../methods/arrays/lower-elements.ts";
import { refuseSource } from "../methods/arrays/refuse-source.ts";
import { bindPattern } from "../patterns/bind-pattern.ts";
import { lowerExpression } from "../recursion.ts";
import { assignBinding, declareVariable } from "../variables.ts";
import { functionOf } from "./function-of.ts";
import { needsStatements } from "./function-traits.ts";

/** What a call passes, evaluated where the call stands. */
export type LoweredArgument =
  | { readonly kind: "value"; readonly node: ts.Expression; readonly value: JsonataNode }
  | { readonly kind: "function"; readonly function: FunctionWithBody }
  | { readonly kind: "error"; readonly node: ts.Expression; readonly variable: Variable }
  /** `...list`, which only a rest takes. */
  | { readonly kind: "spread"; readonly node: ts.SpreadElement; readonly value: JsonataNode };

/** Evaluates the arguments of a call in their order. */
export function lowerArguments(given: readonly ts.Expression[], context: LowerContext): readonly LoweredArgument[] {
  return given.map((argument): LoweredArgument => {
    const passed = functionOf(argument, context);
    if (passed !== undefined) return { kind: "function", function: passed };
    const caught = caughtErrorOf(argument, context);
    if (caught !== undefined) return { kind: "error", node: argument, variable: caught.variable };
    if (ts.isSpreadElement(argument)) return { kind: "spread", node: argument, value: lowerSpread(argument, context) };
    return { kind: "value", node: argument, value: lowerExpression(argument, context) };
  });
}

function lowerSpread({ expression }: ts.SpreadElement, context: LowerContext): JsonataNode {
  const elements = lowerElements(expression, context);
  return elements === undefined ? refuseSource(expression, "...", context) : elements.list;
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
    else if (argument?.kind === "function")
      bindNamed(parameter, { kind: "function", node: argument.function }, context);
    else if (argument?.kind === "error") bindNamed(parameter, { kind: "error", variable: argument.variable }, context);
    else if (argument?.kind === "spread") refuse(context, argument.node, "MR2125", { text: sourceText(argument.node) });
    else bindValue(parameter, argument?.value ?? nothing, context);
  }
}

/** A parameter that holds a function, or a caught error, is another name of it. */
function bindNamed(
  { name }: ts.ParameterDeclaration,
  passed: Extract<Binding, { kind: "function" | "error" }>,
  context: LowerContext,
): void {
  const symbol = ts.isIdentifier(name) ? symbolOf(context, name) : undefined;
  if (symbol === undefined) refuse(context, name, "MR2125", { text: sourceText(name) });
  else context.bindings.set(symbol, passed);
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
    if (argument.kind === "error") return refuse(context, argument.node, "MR2113");
    if (argument.kind === "spread") return spread(argument.value);
    const shape = shapeAt(context, argument.node);
    return mayBeUndefined(shape)
      ? refuse(context, argument.node, "MR2109", { text: sourceText(argument.node) })
      : asElement(argument.value, shape, context);
  });
  bindPattern(parameter.name, array(elements), context, (bound, part) =>
    assignBinding(declareVariable(bound, context), part, context),
  );
}
