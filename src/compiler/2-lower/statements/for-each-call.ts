import { isAny } from "../../1-analyze/shape.ts";
import { array, conditional, nothing, poison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { containsAwait } from "../contains-await.ts";
import { type Exits, type FunctionWithBody, type LowerContext, refuse, shapeAt } from "../context.ts";
import { caughtBefore } from "../effects/caught-value.ts";
import { isDefined } from "../expressions/member-access.ts";
import { functionName, functionOf } from "../functions/function-of.ts";
import { lowerElements } from "../methods/arrays/lower-elements.ts";
import { bindPattern } from "../patterns/bind-pattern.ts";
import { lowerExpression, lowerStatements } from "../recursion.ts";
import { elementName } from "../state-name.ts";
import { assignBinding, declareVariable } from "../variables.ts";
import { isAsync } from "../../1-analyze/is-async.ts";
import { type ListElement, lowerListLoop } from "./lower-list-loop.ts";

/** `items.forEach((item, index) => …)`: a loop; a `return` of the callback goes on with the next element. */
export function lowerForEach(
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  context: LowerContext,
): JsonataNode {
  const [callback] = node.arguments;
  const called = callback === undefined ? undefined : functionOf(callback, context);
  if (callback === undefined || called === undefined) return refuse(context, callback ?? node, "MR1104");
  if (isAsync(called) || containsAwait(called.body)) return refuse(context, callback, "MR2133");
  if (context.callers.includes(called)) return refuse(context, callback, "MR2162", { name: functionName(called) });
  const list = caughtBefore(callee.expression, listOf(callee.expression, context), context);
  const name = elementName(callee.expression);
  const body = (element: ListElement, inner: LowerContext): void => lowerBody(called, element, inner);
  lowerListLoop({ node, list, name, labels: [], body }, { ...context, callers: [...context.callers, called] });
  return nothing;
}

/** The elements; of `items?.forEach(…)` none where there are no items. */
function listOf(node: ts.Expression, context: LowerContext): JsonataNode {
  const elements = lowerElements(node, context);
  if (elements !== undefined) return elements.list;
  const shape = shapeAt(context, node);
  const list = lowerExpression(node, context);
  return isAny(shape, "undefined", "null") ? conditional(isDefined(list, shape), list, array([])) : poison;
}

function lowerBody(called: FunctionWithBody, { item, position, list }: ListElement, inner: LowerContext): void {
  const [loop] = inner.exits.targets;
  const exits: Exits = {
    return: () => loop!.continue!(),
    returned: (operand, context) => (operand === undefined ? nothing : lowerExpression(operand, context)),
    handler: inner.handler,
    targets: [],
  };
  const context: LowerContext = { ...inner, exits };
  for (const [place, { name, initializer, dotDotDotToken }] of called.parameters.entries()) {
    const value = [item, position, list][place];
    if (value === undefined || initializer !== undefined || dotDotDotToken !== undefined) {
      refuse(context, name, "MR2125", { text: name.getText() });
      return;
    }
    bindPattern(name, value, context, (bound, part) => assignBinding(declareVariable(bound, context), part, context));
  }
  if (ts.isBlock(called.body)) lowerStatements(called.body.statements, context);
  else lowerExpression(called.body, context);
}
