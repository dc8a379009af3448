import type { JsonataNode } from "../../jsonata/node.ts";
import { nothing } from "../../jsonata/build.ts";
import { ts } from "../../program.ts";
import { conditionName } from "../state-name.ts";
import { type LowerContext, refuse, sourcePlace } from "../context.ts";
import { mayBeUndefinedAt } from "../declared-type.ts";
import { assignBinding, declareTemporary } from "../variables.ts";
import { readBinding } from "./identifier.ts";

export interface BranchOnValue {
  readonly node: ts.Expression;
  readonly nameFrom: ts.Expression;
  readonly condition: JsonataNode;
  readonly whenTrue: () => JsonataNode;
  readonly whenFalse: () => JsonataNode;
  readonly context: LowerContext;
}

/** A conditional value whose arms await something: two ways that meet again, with the value in a variable. */
export function branchOnValue({ node, nameFrom, condition, whenTrue, whenFalse, context }: BranchOnValue): JsonataNode {
  if (context.isPure) return refuse(context, node, "MR2123");
  if (condition.kind === "poison") return condition;
  const { region } = context;
  const isVoid = (context.checker.getTypeAtLocation(node).flags & ts.TypeFlags.Void) !== 0;
  const result = isVoid ? undefined : declareTemporary("value", mayBeUndefinedAt(node, context), context);
  const [first, second, after] = [region.newBlock(), region.newBlock(), region.newBlock()];
  region.end({
    kind: "choice",
    rules: [{ condition, target: first }],
    otherwise: second,
    name: conditionName(nameFrom),
    place: sourcePlace(context, node),
  });
  for (const [block, arm] of [
    [first, whenTrue],
    [second, whenFalse],
  ] as const) {
    region.start(block);
    const value = arm();
    if (result !== undefined) assignBinding(result, value, context);
    region.end({ kind: "goto", target: after });
  }
  region.start(after);
  return result === undefined ? nothing : readBinding(result, mayBeUndefinedAt(node, context));
}
