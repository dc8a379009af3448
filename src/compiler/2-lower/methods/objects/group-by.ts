import { block, call, equals, lambda, local, member, object, poison, sequence } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { isOnly, type Shape, shapeOf } from "../../../1-analyze/shape.ts";
import { ts } from "../../../program.ts";
import { type LowerContext, refuse, sourceText, typeText } from "../../context.ts";
import { lowerExpression } from "../../recursion.ts";
import { keepWhere } from "../arrays/keep-where.ts";
import { type Elements, lowerElements } from "../arrays/lower-elements.ts";
import { mapEach } from "../arrays/map-each.ts";
import { refuseSource } from "../arrays/refuse-source.ts";
import { withParameters } from "../arrays/with-parameters.ts";
import type { GlobalCall } from "../globals/global-call.ts";
import { lowerCallback } from "../lambda.ts";

/** `Object.groupBy(items, key)` */
export function lowerGroupBy({ node, context }: GlobalCall): JsonataNode | undefined {
  const [source, callback, ...others] = node.arguments;
  if (source === undefined || callback === undefined || ts.isSpreadElement(source) || others.length > 0)
    return undefined;
  const elements = lowerElements(source, context);
  const keys = resultShape(callback, context);
  if (elements === undefined) return refuseSource(source, "Object.groupBy", context);
  if (!isOnly(keys, "string", "number")) {
    const values = { text: sourceText(callback), type: typeText(context, callback), operator: "Object.groupBy" };
    return refuse(context, callback, "MR2101", values);
  }
  const lowered = lowerCallback(callback, lowerExpression, context);
  if (lowered === undefined) return poison;
  const parameters = withParameters(lowered, ["item"], context);
  const keyed = object([
    ["k", isOnly(keys, "string") ? lowered.body : call("string", lowered.body)],
    ["v", local(parameters[0]!)],
  ]);
  const list = sequence(call("map", elements.list, lambda(parameters, keyed)));
  return groups({ list, shape: elements.shape }, context);
}

/** Of elements `{ "k": key, "v": value }`, for each different key the values that have it. */
function groups({ list, shape }: Elements, context: LowerContext): JsonataNode {
  const name = (wanted: string): string => context.names.local(wanted);
  const [all, key, each, same, taken] = [name("keyed"), name("key"), name("each"), name("each"), name("each")];
  const isSame = equals(member(local(same), "k", false), local(key));
  const group = keepWhere(local(all), { parameters: [same], body: isSame }, boxed, context);
  const value = mapEach(group, { parameters: [taken], body: member(local(taken), "v", false) }, shape, context);
  const keys = call("distinct", sequence(call("map", local(all), lambda([each], member(local(each), "k", false)))));
  const entries = call("map", keys, lambda([key], object([{ key: local(key), value }])));
  return block([{ name: all, value: list }], call("merge", sequence(entries)));
}

const boxed: Shape = new Set(["object"]);

/** What a callback may return. */
function resultShape(callback: ts.Expression, { checker }: LowerContext): Shape {
  const [signature] = checker.getTypeAtLocation(callback).getCallSignatures();
  return signature === undefined ? new Set(["unknown"]) : shapeOf(signature.getReturnType(), checker);
}
