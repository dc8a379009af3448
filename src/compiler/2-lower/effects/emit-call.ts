import { type AppEvent, isKind } from "#authoring";
import { poison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import { type LowerContext, refuse, shapeAt, sourceText, valueOf } from "../context.ts";
import { lowerExpression } from "../recursion.ts";
import { pascalCase } from "../state-name.ts";
import { addEffect } from "./add-effect.ts";
import { putEvents } from "./put-events.ts";
import type { PreparedCall } from "./task-call.ts";

export function lowerEmitCall(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const prepared = prepareEmitCall(node, context);
  return prepared === undefined ? poison : addEffect({ node, ...prepared }, context);
}

/** `undefined` where a diagnostic was reported. */
export function prepareEmitCall(node: ts.CallExpression, context: LowerContext): PreparedCall | undefined {
  const [name, detail] = node.arguments;
  const resolved = name === undefined ? undefined : valueOf(context, name);
  if (name === undefined || detail === undefined || !isKind(resolved?.value, "event")) {
    refuse(context, name ?? node, "MR1207", { name: name === undefined ? "event" : sourceText(name) });
    return undefined;
  }
  const event = resolved!.value as AppEvent;
  const value = lowerExpression(detail, context);
  if (value.kind === "poison") return undefined;
  if (shapeAt(context, detail).has("undefined")) {
    refuse(context, detail, "MR2122", { text: sourceText(detail) });
    return undefined;
  }
  context.events.set(event.name, event);
  return {
    effect: putEvents(event, value),
    name: `Emit${pascalCase(event.name)}`,
    target: event.name,
    resultName: undefined,
  };
}
