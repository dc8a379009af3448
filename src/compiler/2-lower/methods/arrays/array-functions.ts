import { block, call, equals, literal, nothing, poison, range } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { someNode } from "../../../jsonata/walk.ts";
import { mayBeUndefined } from "../../../1-analyze/shape.ts";
import { ts } from "../../../program.ts";
import { bare, refuse, sourceText } from "../../context.ts";
import { lowerListOf } from "../../expressions/array-literal.ts";
import { lowerExpression } from "../../recursion.ts";
import { argumentOf, type GlobalCall, type GlobalTable } from "../globals/global-call.ts";
import { type LoweredCallback, lowerCallback } from "../lambda.ts";
import { resultShapeAt } from "./element-shape.ts";
import { lastPosition } from "./last-position.ts";
import { lowerElements } from "./lower-elements.ts";
import { mapEach } from "./map-each.ts";
import { refuseSource } from "./refuse-source.ts";

/** The functions of Array that JSONata can say exactly. */
export const arrayFunctions: GlobalTable = {
  "Array.from": (globalCall) => lowerFrom(globalCall),
  "Array.isArray": ({
    node: {
      arguments: [value, ...others],
    },
    context,
  }) =>
    value === undefined || others.length > 0
      ? undefined
      : equals(call("type", lowerExpression(value, context)), literal("array")),
  "Array.of": ({ node, context }) => lowerListOf(node.arguments, node, context),
};

function lowerFrom(globalCall: GlobalCall): JsonataNode | undefined {
  const { node, context } = globalCall;
  const [source, callback, ...others] = node.arguments;
  if (source === undefined || ts.isSpreadElement(source) || others.length > 0) return undefined;
  const length = lengthIn(source);
  if (length !== undefined) return lowerCounted(globalCall, length);
  const elements = lowerElements(source, context);
  if (elements === undefined) return refuseSource(source, "Array.from", context);
  return callback === undefined ? elements.list : mapped(globalCall, callback, elements.list, (lowered) => lowered);
}

/** `n` in `{ length: n }`. */
function lengthIn(source: ts.Expression): ts.Expression | undefined {
  const object = bare(source);
  if (!ts.isObjectLiteralExpression(object) || object.properties.length !== 1) return undefined;
  const [property] = object.properties;
  if (property === undefined || !ts.isPropertyAssignment(property)) return undefined;
  return ts.isIdentifier(property.name) && property.name.text === "length" ? property.initializer : undefined;
}

/** `Array.from({ length: n }, (_, index) => …)` */
function lowerCounted(globalCall: GlobalCall, length: ts.Expression): JsonataNode {
  const { node, context } = globalCall;
  const count = argumentOf(globalCall, length, "number");
  const callback = node.arguments[1];
  if (callback === undefined) return refuse(context, node, "MR2148", { text: sourceText(node) });
  const positions = range(literal(0), lastPosition(count));
  return mapped(globalCall, callback, positions, ({ parameters, body }) => {
    const [item, position = context.names.local("position")] = parameters;
    // The array that is gone through has no elements: the callback's first parameter is undefined.
    const isRead = item !== undefined && someNode(body, (inner) => inner.kind === "local" && inner.name === item);
    return { parameters: [position], body: isRead ? block([{ name: item, value: nothing }], body) : body };
  });
}

function mapped(
  { node, context }: GlobalCall,
  callback: ts.Expression,
  list: JsonataNode,
  adapt: (lowered: LoweredCallback) => LoweredCallback,
): JsonataNode {
  const lowered = lowerCallback(callback, lowerExpression, context);
  if (lowered === undefined) return poison;
  const shape = resultShapeAt(node, callback, context);
  if (mayBeUndefined(shape)) return refuse(context, callback, "MR2109", { text: "the callback's result" });
  return mapEach(list, adapt(lowered), shape, context);
}
