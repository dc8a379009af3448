import { member, nothing, poison, reference } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { resolveAlias } from "../../1-analyze/millrace-symbols.ts";
import { type Binding, type LowerContext, refuse, symbolOf } from "../context.ts";
import { isVoid, mayBeUndefinedAt } from "../declared-type.ts";
import { functionOf } from "../functions/function-of.ts";
import { lowerExpression } from "../recursion.ts";
import { executionContext } from "./execution-context.ts";

export function lowerIdentifier(node: ts.Identifier, context: LowerContext): JsonataNode {
  const symbol = symbolOf(context, node);
  if (symbol === undefined) return poison;
  if (context.checker.isUndefinedSymbol(symbol)) return nothing;
  const binding = context.bindings.get(symbol);
  if (binding === undefined) return lowerOuterName(node, symbol, context);
  // A promise that is more than awaited was refused where it was started.
  if (binding.kind === "started") return poison;
  if (binding.kind === "error") return refuse(context, node, "MR2113");
  if (binding.kind === "function") return refuse(context, node, "MR1104");
  if (isVoid(node, context)) return refuse(context, node, "MR2120", { text: node.text });
  const isBoxed = binding.kind === "variable" && binding.boxed;
  return readBinding(binding, isBoxed && mayBeUndefinedAt(node, context));
}

/** The current value of a variable; `missing` where it may be undefined here. */
export function readBinding(binding: Extract<Binding, { kind: "variable" | "local" }>, missing: boolean): JsonataNode {
  if (binding.kind === "local") return binding.node;
  const value = reference(binding.variable);
  return binding.boxed ? member(value, "v", missing) : value;
}

/** A module-level constant is put in place; its initializer must be an expression that a workflow could contain. */
function lowerOuterName(node: ts.Identifier, symbol: ts.Symbol, context: LowerContext): JsonataNode {
  if (context.symbols(symbol) === "context") return executionContext(context);
  const declaration = resolveAlias(context.checker, symbol).valueDeclaration;
  if (node.text === "NaN" || node.text === "Infinity") return refuse(context, node, "MR2127");
  if (functionOf(node, context) !== undefined) return refuse(context, node, "MR1104");
  if (declaration === undefined || !isModuleConstant(declaration) || declaration.initializer === undefined) {
    return refuse(context, node, "MR1203", { name: node.text });
  }
  const type = context.checker.getTypeAtLocation(node);
  if (context.symbols(type.symbol) === "Task") return refuse(context, node, "MR1208");
  if (type.getCallSignatures().length > 0) {
    return refuse(context, node, "MR1203", { name: node.text });
  }
  if (declaration.getSourceFile() !== node.getSourceFile()) context.checkFile(declaration.getSourceFile());
  return lowerExpression(declaration.initializer, { ...context, isPure: true });
}

function isModuleConstant(declaration: ts.Declaration): declaration is ts.VariableDeclaration {
  return (
    ts.isVariableDeclaration(declaration) &&
    (declaration.parent.flags & ts.NodeFlags.Const) !== 0 &&
    ts.isVariableStatement(declaration.parent.parent) &&
    ts.isSourceFile(declaration.parent.parent.parent)
  );
}
