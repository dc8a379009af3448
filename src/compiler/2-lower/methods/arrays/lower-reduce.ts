import { block, local, member, object, poison } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { mayBeUndefined } from "../../../1-analyze/shape.ts";
import { type LowerContext, refuse, shapeAt } from "../../context.ts";
import { lowerExpression } from "../../recursion.ts";
import { lowerCallback } from "../lambda.ts";
import { type LowerMethod, refuseMethod } from "../method-call.ts";
import { type End, type Fold, fold } from "./fold.ts";
import { withParameters } from "./with-parameters.ts";

/** `reduce`, `reduceRight` */
export function lowerReduce(from: End): LowerMethod {
  return (method) => {
    const { node, callee, receiver: list, context } = method;
    const [callback, start] = node.arguments;
    if (callback === undefined || node.arguments.length > 2) return refuseMethod(method);
    if (start === undefined) return refuse(context, node, "MR2141", { name: callee.name.text });
    const initial = lowerExpression(start, context);
    const lowered = lowerCallback(callback, lowerExpression, context);
    if (lowered === undefined) return poison;
    const [sofar, ...parameters] = withParameters(lowered, ["sofar", "item"], context);
    const folded: Fold = { list, from, sofar: sofar!, step: { parameters, body: lowered.body }, initial };
    const mayMiss = [start, node].some((part) => mayBeUndefined(shapeAt(context, part)));
    return mayMiss ? foldInBox(folded, context) : fold(folded, context);
  };
}

/** `$reduce` takes an initial value that is missing for none at all, so a value that may be missing is kept in a box. */
function foldInBox({ sofar, step, initial, ...others }: Fold, context: LowerContext): JsonataNode {
  const box = context.names.local("box");
  const body = object([["v", block([{ name: sofar, value: member(local(box), "v", true) }], step.body)]]);
  const boxed = { ...others, sofar: box, step: { ...step, body }, initial: object([["v", initial]]) };
  return member(fold(boxed, context), "v", true);
}
