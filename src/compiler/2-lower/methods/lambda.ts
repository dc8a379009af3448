import { mayBeUndefined, shapeOf } from "../../1-analyze/shape.ts";
import { falseLiteral, lambda, local, nothing } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse } from "../context.ts";
import { containsAwait } from "../contains-await.ts";
import { lowerCondition } from "../expressions/condition.ts";
import { bindParameter } from "../functions/bind-parameter.ts";
import { functionName, functionOf } from "../functions/function-of.ts";
import { isAsync } from "../../1-analyze/is-async.ts";
import { lowerPureBody } from "../pure/lower-pure-body.ts";

/** A callback's body as one expression of its parameters. */
export interface LoweredCallback {
  readonly parameters: readonly string[];
  readonly body: JsonataNode;
}

/** A callback written in place. */
export type PureCallback = ts.ArrowFunction | ts.FunctionExpression;

type LowerBody = (body: ts.Expression, context: LowerContext) => JsonataNode;

/** Lowers a callback of an array method; `lowerBody` says whether its value or only its truth matters. */
export function lowerCallback(
  callback: ts.Expression,
  lowerBody: LowerBody,
  context: LowerContext,
): LoweredCallback | undefined {
  const node = functionOf(callback, context);
  if (node === undefined) {
    refuse(context, callback, "MR1104");
    return undefined;
  }
  if (context.callers.includes(node)) {
    refuse(context, callback, "MR2162", { name: functionName(node) });
    return undefined;
  }
  if (isAsync(node) || containsAwait(node.body)) {
    refuse(context, callback, "MR2123");
    return undefined;
  }
  const parameters = node.parameters.map((parameter) => {
    const type = context.checker.getTypeAtLocation(parameter);
    const name = context.names.local(ts.isIdentifier(parameter.name) ? parameter.name.text : "item");
    return { parameter, name, missing: mayBeUndefined(shapeOf(type, context.checker)) };
  });
  const body = lowerPureBody(
    {
      node,
      bindParameters: (inner) => {
        for (const { parameter, name, missing } of parameters) bindParameter(parameter, local(name, missing), inner);
      },
      lowerReturned: lowerBody,
      atEnd: lowerBody === lowerCondition ? falseLiteral : nothing,
    },
    { ...context, callers: [...context.callers, node] },
  );
  return { parameters: parameters.map(({ name }) => name), body };
}

export function toLambda({ parameters, body }: LoweredCallback): JsonataNode {
  return lambda(parameters, body);
}
