import { ts } from "../program.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import type { FunctionWithBody, LowerContext } from "./context.ts";
import { lowerAwaited } from "./recursion.ts";
import { lowerStatements } from "./recursion.ts";

/** The body of an async function; the node is what is left to return, `undefined` where nothing is. */
export function lowerFunctionBody(node: FunctionWithBody, context: LowerContext): JsonataNode | undefined {
  if (!ts.isBlock(node.body)) return lowerAwaited(node.body, context);
  lowerStatements(node.body.statements, context);
  return undefined;
}
