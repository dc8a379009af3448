import { isOnly } from "../../1-analyze/shape.ts";
import { array, binary, block, call, literal, local, spread } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse, shapeAt, typeText } from "../context.ts";
import { fromStart } from "../methods/arrays/lower-slice.ts";
import { wholeOf } from "../methods/position.ts";
import { lowerExpression } from "../recursion.ts";
import { addedElements } from "./added-elements.ts";
import { keepBetween } from "./keep-between.ts";

/** What `splice` and `toSpliced` make of an array, and what they take out of it. */
export interface Splice {
  readonly after: (list: JsonataNode) => JsonataNode;
  readonly result: (list: JsonataNode) => JsonataNode;
}

/** `splice(start, count, ...items)` */
export function spliceOf(
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  context: LowerContext,
): Splice | undefined {
  const [start, count, ...added] = node.arguments;
  const wrong = [start, count].find(
    (bound) => bound !== undefined && (ts.isSpreadElement(bound) || !isOnly(shapeAt(context, bound), "number")),
  );
  if (start === undefined || wrong !== undefined) {
    refuse(context, node, "MR2112", { name: callee.name.text, type: typeText(context, callee.expression) });
    return undefined;
  }
  const from = wholeOf(lowerExpression(start, context), context);
  const taken = count === undefined ? undefined : wholeOf(lowerExpression(count, context), context);
  const items = addedElements(added, context);
  const within = (list: JsonataNode, use: (begin: JsonataNode, end: JsonataNode) => JsonataNode): JsonataNode => {
    const [begin, end] = [context.names.local("begin"), context.names.local("end")];
    const size = call("count", list);
    const clamped = call("max", array([literal(0), call("min", array([fromStart(from, list, context), size]))]));
    const last = taken === undefined ? size : binary("+", local(begin), call("max", array([literal(0), taken])));
    const bindings = [
      { name: begin, value: clamped },
      { name: end, value: last },
    ];
    return block(bindings, use(local(begin), local(end)));
  };
  return {
    after: (list) =>
      within(list, (begin, end) =>
        array([
          spread(keepBetween(list, { end: begin }, callee, context)),
          ...items,
          spread(keepBetween(list, { start: end }, callee, context)),
        ]),
      ),
    result: (list) => within(list, (begin, end) => keepBetween(list, { start: begin, end }, callee, context)),
  };
}
