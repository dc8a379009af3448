import type { ts } from "../../program.ts";
import { type LowerContext, sourcePlace } from "../context.ts";
import { lowerCondition } from "../expressions/condition.ts";
import { conditionName } from "../state-name.ts";
import { lowerStatement } from "../recursion.ts";

/** Two ways that meet again after the statement, unless both leave. */
export function lowerIf(node: ts.IfStatement, context: LowerContext): void {
  const { region } = context;
  const condition = lowerCondition(node.expression, context);
  const [whenTrue, whenFalse, after] = [region.newBlock(), region.newBlock(), region.newBlock()];
  region.end({
    kind: "choice",
    rules: [{ condition, target: whenTrue }],
    otherwise: whenFalse,
    name: conditionName(node.expression),
    place: sourcePlace(context, node),
  });
  region.start(whenTrue);
  lowerStatement(node.thenStatement, context);
  let joins = region.isReachable();
  region.end({ kind: "goto", target: after });
  region.start(whenFalse);
  if (node.elseStatement !== undefined) lowerStatement(node.elseStatement, context);
  joins = region.isReachable() || joins;
  region.end({ kind: "goto", target: after });
  if (joins) region.start(after);
}
