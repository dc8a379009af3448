import { binary, block, call, conditional, literal, local, member, object, poison } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import type { LowerContext } from "../../context.ts";
import { mayBeUndefinedAt } from "../../declared-type.ts";
import { lowerExpression } from "../../recursion.ts";
import { lowerCallback } from "../lambda.ts";
import { type LowerMethod, refuseMethod } from "../method-call.ts";
import { withNames } from "../position.ts";
import { type End, type Fold, fold } from "./fold.ts";
import { withParameters } from "./with-parameters.ts";

/** `reduce`, `reduceRight` */
export function lowerReduce(from: End): LowerMethod {
  return (method) => {
    const { node, receiver: list, context } = method;
    const [callback, start] = node.arguments;
    if (callback === undefined || node.arguments.length > 2) return refuseMethod(method);
    const mayMiss = [start, node].some((part) => part !== undefined && mayBeUndefinedAt(part, context));
    if (start === undefined && mayMiss) return refuseMethod(method);
    const initial = start === undefined ? undefined : lowerExpression(start, context);
    const lowered = lowerCallback(callback, lowerExpression, context);
    if (lowered === undefined) return poison;
    const [sofar, ...parameters] = withParameters(lowered, ["sofar", "item"], context);
    const folded = { list, from, sofar: sofar!, step: { parameters, body: lowered.body } };
    if (initial === undefined) return foldFromFirst(folded, context);
    return mayMiss ? foldInBox({ ...folded, initial }, context) : fold({ ...folded, initial }, context);
  };
}

/** Without an initial value the first element is it, and there must be one. */
function foldFromFirst({ list, ...others }: Omit<Fold, "initial">, context: LowerContext): JsonataNode {
  return withNames({ list }, context, (named) => {
    const folded = fold({ ...others, list: named!, initial: undefined }, context);
    const isEmpty = literal("reduce of an empty array without an initial value");
    return conditional(binary(">", call("count", named!), literal(0)), folded, call("error", isEmpty));
  });
}

/** `$reduce` takes an initial value that is missing for none at all, so a value that may be missing is kept in a box. */
function foldInBox(
  { sofar, step, initial, ...others }: Fold & { readonly initial: JsonataNode },
  context: LowerContext,
): JsonataNode {
  const box = context.names.local("box");
  const body = object([["v", block([{ name: sofar, value: member(local(box), "v", true) }], step.body)]]);
  const boxed = { ...others, sofar: box, step: { ...step, body }, initial: object([["v", initial]]) };
  return member(fold(boxed, context), "v", true);
}
