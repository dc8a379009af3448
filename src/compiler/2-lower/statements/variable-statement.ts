import { isPlainPath } from "../../jsonata/walk.ts";
import { nullLiteral, nothing, reference } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse } from "../context.ts";
import { lowerExpression } from "../recursion.ts";
import { bindPattern } from "../patterns/bind-pattern.ts";
import { assignBinding, declareTemporary, declareVariable } from "../variables.ts";

export function lowerVariables(list: ts.VariableDeclarationList, context: LowerContext): void {
  if ((list.flags & ts.NodeFlags.BlockScoped) === 0) {
    refuse(context, list, "MR1106");
  }
  if ((list.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using) {
    refuse(context, list, "MR1105", { what: "'using'" });
    return;
  }
  for (const declaration of list.declarations) lowerDeclaration(declaration, context);
}

function lowerDeclaration({ name, initializer }: ts.VariableDeclaration, context: LowerContext): void {
  if (initializer === undefined) {
    if (!ts.isIdentifier(name)) return;
    const binding = declareVariable(name, context);
    // TypeScript sees to it that a variable is not read before it has a value of its type; this gives each path one.
    assignBinding(binding, binding.boxed ? nothing : nullLiteral, context);
    return;
  }
  const value = lowerExpression(initializer, context);
  const whole = ts.isIdentifier(name) ? value : inVariable(value, context);
  bindPattern(name, whole, context, (bound, part) => assignBinding(declareVariable(bound, context), part, context));
}

/** A value that is taken apart is computed once. */
export function inVariable(value: JsonataNode, context: LowerContext): JsonataNode {
  if (isPlainPath(value) || value.kind === "array" || value.kind === "object" || value.kind === "poison") return value;
  const { variable } = declareTemporary("value", false, context);
  context.region.assign(variable, value);
  return reference(variable);
}
