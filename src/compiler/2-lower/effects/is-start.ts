import { ts } from "../../program.ts";
import { bare, type Binding, type LowerContext, symbolOf } from "../context.ts";
import { isPromise } from "./effect-call.ts";

/** A call that gives a promise, or `items.map(async …)`. */
export function isStart(initializer: ts.Expression, context: LowerContext): boolean {
  const node = bare(initializer);
  if (!ts.isCallExpression(node)) return false;
  if (isPromise(node, context)) return true;
  const element = context.checker.getIndexTypeOfType(context.checker.getTypeAtLocation(node), ts.IndexKind.Number);
  return element?.symbol?.name === "Promise";
}

/** The promise that a name stands for. */
export function startedOf(
  node: ts.Expression,
  context: LowerContext,
): Extract<Binding, { kind: "started" }> | undefined {
  const inner = bare(node);
  if (!ts.isIdentifier(inner)) return undefined;
  const symbol = symbolOf(context, inner);
  const binding = symbol === undefined ? undefined : context.bindings.get(symbol);
  return binding?.kind === "started" ? binding : undefined;
}
