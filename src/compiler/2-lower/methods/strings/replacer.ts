import { block, index, lambda, literal, local, member, poison } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import type { ts } from "../../../program.ts";
import { isOnly, shapeOf } from "../../../1-analyze/shape.ts";
import { type LowerContext, refuse } from "../../context.ts";
import { lowerExpression } from "../../recursion.ts";
import { lowerCallback } from "../lambda.ts";
import type { Regex } from "../regex/parse-regex.ts";

/** A function that makes the replacement from the match and its groups. */
export function lowerReplacer(node: ts.Expression, { groups }: Regex, context: LowerContext): JsonataNode {
  const { checker } = context;
  const callback = lowerCallback(node, lowerExpression, context);
  if (callback === undefined) return poison;
  const signature = checker.getTypeAtLocation(node).getCallSignatures()[0];
  if (signature === undefined || !isOnly(shapeOf(signature.getReturnType(), checker), "string"))
    return refuse(context, node, "MR2155", { what: "a function that may give something other than a text" });
  // JavaScript goes on with the position and the whole text.
  if (callback.parameters.length > 1 + groups.length)
    return refuse(context, node, "MR2155", { what: "a function that takes more than the match and its groups" });
  const unset = groups.findIndex((isSet, group) => !isSet && group + 1 < callback.parameters.length);
  if (unset >= 0) return refuse(context, node, "MR2153", { group: unset + 1 });
  const name = context.names.local("match");
  const match = local(name);
  const bindings = callback.parameters.map((parameter, position) => ({
    name: parameter,
    value:
      position === 0
        ? member(match, "match", false)
        : index(member(match, "groups", false), literal(position - 1), false),
  }));
  return lambda([name], block(bindings, callback.body));
}
