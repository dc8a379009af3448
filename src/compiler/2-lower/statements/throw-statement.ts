import { literal, member, orElse, reference } from "../../jsonata/build.ts";
import { ts } from "../../program.ts";
import { type LowerContext, sourcePlace } from "../context.ts";
import { constructError, errorValue } from "../errors/construct-error.ts";
import { caughtErrorOf } from "../expressions/member-access.ts";
import { refuseInExpression } from "../pure/refuse-in-expression.ts";
import { pascalCase } from "../state-name.ts";
import type { Variable } from "../../ir/variable.ts";

/** Outside a try an execution fails; inside, control goes on in the catch. */
export function lowerThrow(node: ts.ThrowStatement, context: LowerContext): void {
  if (context.isPure) return refuseInExpression(node, "throw", context);
  const caught = caughtErrorOf(node.expression, context);
  if (caught !== undefined) return rethrow(node, caught.variable, context);
  const thrown = constructError(node.expression, context);
  const { region, handler } = context;
  if (handler !== undefined) {
    region.assign(handler.variable, errorValue(thrown));
    region.end({ kind: "goto", target: handler.target });
    return;
  }
  const name = thrown.name.kind === "literal" ? `Fail${pascalCase(String(thrown.name.value))}` : "Fail";
  region.end({ kind: "fail", error: thrown.name, cause: thrown.message, name, place: sourcePlace(context, node) });
}

/** Throws a caught error on: to the catch around, or as the failure of the execution. */
export function rethrow(node: ts.Node, variable: Variable, context: LowerContext): void {
  const { region, handler } = context;
  if (handler !== undefined) {
    region.assign(handler.variable, reference(variable));
    region.end({ kind: "goto", target: handler.target });
    return;
  }
  const error = member(reference(variable), "name", false);
  // Some errors of Step Functions itself come without a cause.
  const cause = orElse(member(reference(variable), "cause", true), literal(""));
  region.end({ kind: "fail", error, cause, rethrown: variable, name: "Rethrow", place: sourcePlace(context, node) });
}
