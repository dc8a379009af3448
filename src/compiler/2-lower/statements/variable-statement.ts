import { nullLiteral, nothing } from "../../jsonata/build.ts";
import { ts } from "../../program.ts";
import { bare, type FunctionWithBody, type LowerContext, refuse } from "../context.ts";
import { bindStarted } from "../effects/started.ts";
import { constructError } from "../errors/construct-error.ts";
import { errorClassOf } from "../errors/error-class.ts";
import { functionInitializer } from "../functions/function-of.ts";
import { lowerExpression } from "../recursion.ts";
import { inVariable } from "./in-variable.ts";
import { bindPattern } from "../patterns/bind-pattern.ts";
import { constantRegex } from "../methods/regex/regex-of.ts";
import { assignBinding, declareTemporary, declareVariable } from "../variables.ts";
import { errorValue } from "./throw-statement.ts";

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
  if (isErrorConstant(declaration, context)) return bindError(declaration, context);
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

/** `const error = new CardError(…)`, to be thrown later. */
function isErrorConstant({ name, initializer, parent }: ts.VariableDeclaration, context: LowerContext): boolean {
  if (initializer === undefined || !ts.isIdentifier(name) || (parent.flags & ts.NodeFlags.Const) === 0) return false;
  const made = bare(initializer);
  return ts.isNewExpression(made) && errorClassOf(made.expression, context) !== undefined;
}

function bindError({ name, initializer }: ts.VariableDeclaration, context: LowerContext): void {
  const symbol = context.checker.getSymbolAtLocation(name);
  const { variable } = declareTemporary(name.getText() === "error" ? "failure" : name.getText(), false, context);
  context.region.assign(variable, errorValue(constructError(bare(initializer!), context)));
  if (symbol !== undefined) context.bindings.set(symbol, { kind: "error", variable });
}

/** A constant that holds a function is a name of it, from here on. */
function bindFunction(name: ts.BindingName, node: FunctionWithBody, context: LowerContext): void {
  const symbol = context.checker.getSymbolAtLocation(name);
  if (symbol !== undefined) context.bindings.set(symbol, { kind: "function", node });
}
