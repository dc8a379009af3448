import { ts } from "../../program.ts";
import { bare, type LowerContext, symbolOf } from "../context.ts";

/** Which method of the global `Promise` a call calls, for instance `all`. */
export function promiseMethod(node: ts.CallExpression, context: LowerContext): string | undefined {
  const callee = bare(node.expression);
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return undefined;
  const declaration = symbolOf(context, callee.expression)?.declarations?.[0];
  const isGlobal = callee.expression.text === "Promise" && declaration?.getSourceFile().isDeclarationFile === true;
  return isGlobal ? callee.name.text : undefined;
}
