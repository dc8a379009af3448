import { poison } from "../../jsonata/build.ts";
import type { ts } from "../../program.ts";
import { type LowerContext, refuse } from "../context.ts";

/** Refuses a statement that needs a state; what follows it is not read. */
export function refuseInExpression(node: ts.Statement, keyword: string, context: LowerContext): void {
  refuse(context, node.getFirstToken() ?? node, "MR2160", { what: `'${keyword}'` });
  context.exits.return(poison, node);
}
