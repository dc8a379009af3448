import { mayBeUndefined, shapeOf } from "../1-analyze/shape.ts";
import { object } from "../jsonata/build.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import type { ts } from "../program.ts";
import type { Binding, LowerContext } from "./context.ts";

type VariableBinding = Extract<Binding, { kind: "variable" }>;

/** A variable that holds an intermediate value. */
export function declareTemporary(name: string, boxed: boolean, context: LowerContext): VariableBinding {
  return { kind: "variable", variable: context.names.variable(name), boxed, region: context.region };
}

/**
 * Declares a name of the source.
 *
 * A variable of a state machine cannot be undefined: where the type allows it, the value is kept in a box that may be empty.
 */
export function declareVariable(name: ts.Identifier, context: LowerContext): VariableBinding {
  const type = context.checker.getTypeAtLocation(name);
  const binding = declareTemporary(name.text, mayBeUndefined(shapeOf(type, context.checker)), context);
  const symbol = context.checker.getSymbolAtLocation(name);
  if (symbol !== undefined) context.bindings.set(symbol, binding);
  return binding;
}

export function assignBinding({ variable, boxed }: VariableBinding, value: JsonataNode, context: LowerContext): void {
  context.region.assign(variable, boxed ? object([["v", value]]) : value);
}
