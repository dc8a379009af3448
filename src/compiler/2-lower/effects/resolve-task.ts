import { type CallOptions, isKind, type Task } from "#authoring";
import { resolveAlias } from "../../1-analyze/millrace-symbols.ts";
import { ts } from "../../program.ts";
import { readOptions } from "./read-options.ts";
import { bare, type LowerContext, refuse, sourceText, symbolOf, valueOf } from "../context.ts";

export interface ResolvedTask {
  readonly task: Task;
  /** Of the module that exports the contract. */
  readonly file: string;
}

/** The task that a callee names, `task.with({ … })` included; `undefined` where a diagnostic was reported. */
export function resolveTask(callee: ts.Expression, context: LowerContext): ResolvedTask | undefined {
  const node = bare(callee);
  if (isWithCall(node)) return resolveWith(node, context);
  const symbol = symbolOf(context, node);
  // A task in a variable was refused where the variable was declared.
  if (symbol !== undefined && context.bindings.has(symbol)) return undefined;
  const initializer = symbol === undefined ? undefined : constantInitializer(symbol, context);
  if (initializer !== undefined && isWithCall(initializer)) return resolveWith(initializer, context);
  const resolved = valueOf(context, node);
  if (resolved !== undefined && isKind(resolved.value, "task"))
    return { task: resolved.value as Task, file: resolved.file };
  const isName = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);
  refuse(context, node, resolved === undefined && isName ? "MR1207" : "MR1208", { name: sourceText(node) });
  return undefined;
}

export type WithCall = ts.CallExpression & { readonly expression: ts.PropertyAccessExpression };

/** `callee.with({ … })` */
export function isWithCall(node: ts.Expression): node is WithCall {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === "with" &&
    node.arguments.length === 1
  );
}

function resolveWith(node: WithCall, context: LowerContext): ResolvedTask | undefined {
  const base = resolveTask(node.expression.expression, context);
  if (base === undefined) return undefined;
  const task = withOptions(node, base.task.with, context);
  return task === undefined ? undefined : { ...base, task };
}

/** Applies the options of a `with`, which must be known when compiling; `undefined` where a diagnostic was reported. */
export function withOptions<Callee>(
  node: WithCall,
  apply: (options: CallOptions) => Callee,
  context: LowerContext,
): Callee | undefined {
  const options = readOptions(node.arguments[0]!, (given: CallOptions) => void apply(given), context);
  return options && apply(options);
}

/** What a constant is made with. */
export function constantInitializer(symbol: ts.Symbol, context: LowerContext): ts.Expression | undefined {
  const declaration = resolveAlias(context.checker, symbol).valueDeclaration;
  const isConstant =
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
  return isConstant && declaration.initializer !== undefined ? bare(declaration.initializer) : undefined;
}
