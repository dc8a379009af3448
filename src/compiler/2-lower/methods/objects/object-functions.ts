import { array, binary, call, isPoison, lambda, local, poison, sequence } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { type Shape, shapeOf } from "../../../1-analyze/shape.ts";
import { ts } from "../../../program.ts";
import { bare, type LowerContext, refuse } from "../../context.ts";
import { asElement } from "../../expressions/as-element.ts";
import { withName } from "../../expressions/condition.ts";
import { lowerMerged } from "../../expressions/object-literal.ts";
import { undefinedMember } from "../../expressions/undefined-member.ts";
import { lowerExpression } from "../../recursion.ts";
import { collect } from "../arrays/collect.ts";
import { elementShapeAt } from "../arrays/element-shape.ts";
import { argumentOf, type GlobalCall, type GlobalTable, type LowerGlobal } from "../globals/global-call.ts";
import { lowerFromEntries } from "./from-entries.ts";
import { lowerGroupBy } from "./group-by.ts";

/** The functions of Object that JSONata can say exactly, and `structuredClone`. */
export const objectFunctions: GlobalTable = {
  "Object.assign": (globalCall) => lowerAssign(globalCall),
  "Object.entries": ofKeys((object, globalCall) => lowerEntries(object, globalCall)),
  // Of a literal: nobody else could change what it freezes.
  "Object.freeze": ({ node: { arguments: given }, context }) => {
    const [value, ...others] = given;
    const isLiteral =
      value !== undefined && [ts.isObjectLiteralExpression, ts.isArrayLiteralExpression].some((is) => is(bare(value)));
    return isLiteral && others.length === 0 ? lowerExpression(value, context) : undefined;
  },
  "Object.fromEntries": lowerFromEntries,
  "Object.groupBy": lowerGroupBy,
  "Object.hasOwn": ofKeys((object, globalCall) => lowerHasOwn(object, globalCall)),
  "Object.keys": ofKeys((object) => sequence(call("keys", object))),
  "Object.values": ofKeys((object, globalCall) => lowerValues(object, globalCall)),
  // Values are never shared: a copy is the value.
  structuredClone: ({ node: { arguments: given }, context }) =>
    given.length === 1 ? lowerExpression(given[0]!, context) : undefined,
};

/** A function of the keys of its first argument, which must be known. */
function ofKeys(lower: (object: JsonataNode, globalCall: GlobalCall) => JsonataNode | undefined): LowerGlobal {
  return (globalCall) => {
    const { node, context } = globalCall;
    const [object] = node.arguments;
    if (object === undefined || node.arguments.some(ts.isSpreadElement)) return undefined;
    const value = argumentOf(globalCall, object, "object");
    if (isPoison(value)) return poison;
    const uncertain = undefinedMember(object, context);
    return uncertain === undefined ? lower(value, globalCall) : refuse(context, object, "MR2146", { name: uncertain });
  };
}

function lowerValues(object: JsonataNode, { node, context }: GlobalCall): JsonataNode {
  const value = context.names.local("value");
  const shape = elementShapeAt(node, context);
  return withName(object, context, (named) =>
    collect(
      { items: call("each", named, lambda([value], local(value))), count: call("count", call("keys", named)), shape },
      context,
    ),
  );
}

function lowerEntries(object: JsonataNode, { node, context }: GlobalCall): JsonataNode {
  const [value, key] = [context.names.local("value"), context.names.local("key")];
  const pair = array([local(key), asElement(local(value), valueShape(node, context), context)]);
  const shape: Shape = new Set(["array"]);
  return withName(object, context, (named) =>
    collect(
      { items: call("each", named, lambda([value, key], pair)), count: call("count", call("keys", named)), shape },
      context,
    ),
  );
}

/** What the second element of an entry may be. */
function valueShape(node: ts.CallExpression, context: LowerContext): Shape {
  const { checker } = context;
  const entry = checker.getIndexTypeOfType(checker.getTypeAtLocation(node), ts.IndexKind.Number);
  const [, value] =
    entry !== undefined && checker.isTupleType(entry) ? checker.getTypeArguments(entry as ts.TypeReference) : [];
  return value === undefined ? new Set(["unknown"]) : shapeOf(value, checker);
}

function lowerHasOwn(object: JsonataNode, globalCall: GlobalCall): JsonataNode | undefined {
  const [, key, ...others] = globalCall.node.arguments;
  if (key === undefined || others.length > 0) return undefined;
  return binary("in", argumentOf(globalCall, key, "string"), sequence(call("keys", object)));
}

/** Only a new object may be assigned to: what others hold does not change. */
function lowerAssign({ node, context }: GlobalCall): JsonataNode | undefined {
  const [target] = node.arguments;
  if (target === undefined || node.arguments.some(ts.isSpreadElement)) return undefined;
  if (!ts.isObjectLiteralExpression(target)) return refuse(context, target, "MR2149", { text: target.getText() });
  return lowerMerged(node.arguments, context);
}
