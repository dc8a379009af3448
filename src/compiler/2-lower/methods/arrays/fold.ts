import { binary, block, call, lambda, literal, local } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import type { LowerContext } from "../../context.ts";
import { withName } from "../../expressions/condition.ts";
import type { LoweredCallback } from "../lambda.ts";

/** Where going through an array begins. */
export type End = "first" | "last";

export interface Fold {
  readonly list: JsonataNode;
  readonly from: End;
  /** The name under which `step` reads what came of the elements before. */
  readonly sofar: string;
  /** What comes of one more element; its parameters are the element, its position and the array. */
  readonly step: LoweredCallback;
  /** `undefined`: the first element, of a list that has one. */
  readonly initial: JsonataNode | undefined;
}

/** Goes through an array element by element, from either end. */
export function fold({ list, from, sofar, step, initial }: Fold, context: LowerContext): JsonataNode {
  const through = (ordered: JsonataNode, { parameters, body }: LoweredCallback): JsonataNode =>
    call("reduce", ordered, lambda([sofar, ...parameters], body), ...(initial === undefined ? [] : [initial]));
  if (from === "first") return through(list, step);
  return withName(list, context, (named) => through(call("reverse", named), inReverse(named, step, context)));
}

/** A callback for the elements in reverse order that sees positions, and the array, as they were. */
function inReverse(list: JsonataNode, { parameters, body }: LoweredCallback, context: LowerContext): LoweredCallback {
  const [item, position, whole] = parameters;
  if (item === undefined || position === undefined) return { parameters, body };
  const rank = context.names.local("rank");
  const fromStart = binary("-", binary("-", call("count", list), literal(1)), local(rank));
  const bindings = [
    { name: position, value: fromStart },
    ...(whole === undefined ? [] : [{ name: whole, value: list }]),
  ];
  return { parameters: [item, rank], body: block(bindings, body) };
}
