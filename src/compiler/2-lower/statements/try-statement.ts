import { ts } from "../../program.ts";
import { type Handler, type LowerContext, refuse } from "../context.ts";
import { refuseInExpression } from "../pure/refuse-in-expression.ts";
import { lowerStatements } from "../recursion.ts";
import { withFinally } from "./finally.ts";

export function lowerTry(node: ts.TryStatement, context: LowerContext): void {
  if (context.isPure) return refuseInExpression(node, "try", context);
  if (node.finallyBlock === undefined) return lowerTryCatch(node, context);
  withFinally(node.finallyBlock, (inner) => lowerTryCatch(node, inner), context);
}

/** Effects of the try get a catcher; throws in it become jumps to the catch. */
function lowerTryCatch(node: ts.TryStatement, context: LowerContext): void {
  const { region } = context;
  const { catchClause } = node;
  if (catchClause === undefined) return lowerStatements(node.tryBlock.statements, context);
  const name = catchClause.variableDeclaration?.name;
  const handler: Handler = {
    target: region.newBlock(),
    variable: context.names.variable(errorName(name)),
  };
  const after = region.newBlock();
  lowerStatements(node.tryBlock.statements, { ...context, handler });
  let joins = region.isReachable();
  region.end({ kind: "goto", target: after });
  region.start(handler.target);
  bindError(name, handler, context);
  lowerStatements(catchClause.block.statements, context);
  joins = region.isReachable() || joins;
  region.end({ kind: "goto", target: after });
  if (joins) region.start(after);
}

function bindError(name: ts.BindingName | undefined, handler: Handler, context: LowerContext): void {
  if (name === undefined) return;
  const symbol = ts.isIdentifier(name) ? context.checker.getSymbolAtLocation(name) : undefined;
  if (symbol === undefined) refuse(context, name, "MR2113");
  else context.bindings.set(symbol, { kind: "error", variable: handler.variable });
}

/** `$error` is a function of JSONata, and `error` what most people write. */
function errorName(name: ts.BindingName | undefined): string {
  return name === undefined || !ts.isIdentifier(name) || name.text === "error" ? "caught" : name.text;
}
