import { nullLiteral, nothing } from "../../jsonata/build.ts";
import type { Variable } from "../../ir/variable.ts";
import { ts } from "../../program.ts";
import { type FunctionWithBody, type LowerContext, refuse } from "../context.ts";
import { bindStarted } from "../effects/started.ts";
import { constructError, errorValue, makesError } from "../errors/construct-error.ts";
import { caughtErrorOf } from "../expressions/member-access.ts";
import { functionInitializer } from "../functions/function-of.ts";
import { lowerExpression } from "../recursion.ts";
import { inVariable } from "./in-variable.ts";
import { bindPattern } from "../patterns/bind-pattern.ts";
import { constantRegex } from "../methods/regex/regex-of.ts";
import { assignBinding, declareTemporary, declareVariable } from "../variables.ts";

export function lowerVariables(list: ts.VariableDeclarationList, context: LowerContext): void {
  if ((list.flags & ts.NodeFlags.BlockScoped) === 0) {
    refuse(context, list, "MR1106");
  }
  if ((list.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using) {
    refuse(context, list, "MR1105", { what: "'using'" });
    return;
  }
  for (const declaration of list.declarations) {
    // A constant pattern is a name for what the methods of texts read where they stand.
    if (constantRegex(declaration) === undefined) lowerDeclaration(declaration, context);
  }
}

function lowerDeclaration(declaration: ts.VariableDeclaration, context: LowerContext): void {
  const { name, initializer } = declaration;
  const defined = functionInitializer(declaration);
  if (defined !== undefined) return bindFunction(name, defined, context);
  if (bindStarted(declaration, context)) return;
  if (bindErrorConstant(declaration, context)) return;
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

/** `const error = new CardError(…)`, to be thrown later, and `const error = caught as Error`: names of errors. */
function bindErrorConstant({ name, initializer, parent }: ts.VariableDeclaration, context: LowerContext): boolean {
  if (initializer === undefined || !ts.isIdentifier(name) || (parent.flags & ts.NodeFlags.Const) === 0) return false;
  const symbol = context.checker.getSymbolAtLocation(name);
  const caught = caughtErrorOf(initializer, context);
  if (caught === undefined && !makesError(initializer, context)) return false;
  const variable = caught?.variable ?? heldError(name.text, initializer, context);
  if (symbol !== undefined) context.bindings.set(symbol, { kind: "error", variable });
  return true;
}

function heldError(name: string, initializer: ts.Expression, context: LowerContext): Variable {
  const { variable } = declareTemporary(name === "error" ? "failure" : name, false, context);
  context.region.assign(variable, errorValue(constructError(initializer, context)));
  return variable;
}

/** A constant that holds a function is a name of it, from here on. */
function bindFunction(name: ts.BindingName, node: FunctionWithBody, context: LowerContext): void {
  const symbol = context.checker.getSymbolAtLocation(name);
  if (symbol !== undefined) context.bindings.set(symbol, { kind: "function", node });
}
