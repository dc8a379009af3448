import { array, call, local, poison } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { mayBeUndefined } from "../../../1-analyze/shape.ts";
import { refuse } from "../../context.ts";
import { lowerExpression } from "../../recursion.ts";
import { lowerCallback } from "../lambda.ts";
import { type MethodCall, refuseMethod } from "../method-call.ts";
import { elementShapeAt } from "./element-shape.ts";
import { fold } from "./fold.ts";
import { withParameters } from "./with-parameters.ts";

/** `$append` takes an array for its elements and anything else for one element, as `flatMap` does. */
export function lowerFlatMap(method: MethodCall): JsonataNode {
  const { node, receiver: list, context } = method;
  const [callback] = node.arguments;
  if (callback === undefined || node.arguments.length !== 1) return refuseMethod(method);
  const lowered = lowerCallback(callback, lowerExpression, context);
  if (lowered === undefined) return poison;
  if (mayBeUndefined(elementShapeAt(node, context)))
    return refuse(context, callback, "MR2109", { text: "the callback's result" });
  const sofar = context.names.local("sofar");
  const step = {
    parameters: withParameters(lowered, ["item"], context),
    body: call("append", local(sofar), lowered.body),
  };
  return fold({ list, from: "first", sofar, step, initial: array([]) }, context);
}
