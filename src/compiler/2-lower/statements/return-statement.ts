import { nullLiteral, orElse } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { mayBeMissing } from "../../jsonata/walk.ts";
import type { ts } from "../../program.ts";
import { withName } from "../expressions/condition.ts";
import { type LowerContext, refuse } from "../context.ts";
import { isPromise } from "../effects/effect-call.ts";
import { lowerAwaited } from "../recursion.ts";

export function lowerReturn(node: ts.ReturnStatement, context: LowerContext): void {
  const { expression } = node;
  // `return task()` in a try leaves the try before the task fails: its catch would not see the error.
  if (expression !== undefined && context.handler !== context.exits.handler && isPromise(expression, context)) {
    refuse(context, expression, "MR1201", { what: "returned promise" });
    return;
  }
  const { exits } = context;
  exits.return((exits.returned ?? lowerReturned)(expression, context), node);
}

function lowerReturned(operand: ts.Expression | undefined, context: LowerContext): JsonataNode {
  return operand === undefined ? nullLiteral : valueOrNull(lowerAwaited(operand, context), context);
}

function valueOrNull(value: JsonataNode, context: LowerContext): JsonataNode {
  return mayBeMissing(value) ? withName(value, context, orNull) : value;
}

/** What leaves a state must be JSON: undefined becomes null. */
export function orNull(value: JsonataNode): JsonataNode {
  if (value.kind === "nothing") return nullLiteral;
  return value.kind === "local" || mayBeMissing(value) ? orElse(value, nullLiteral) : value;
}
