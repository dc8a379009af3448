import { isAny, isOnly, shapeOf } from "../../1-analyze/shape.ts";
import type { MapEffect, Region } from "../../ir/ir.ts";
import { path, poison, states } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type FunctionWithBody, type LowerContext, refuse, sourceText } from "../context.ts";
import { functionName } from "../functions/function-of.ts";
import { lowerFunctionBody } from "../lower-function-body.ts";
import { bindPattern } from "../patterns/bind-pattern.ts";
import { assignBinding, declareVariable } from "../variables.ts";
import { addEffect } from "./add-effect.ts";
import { lowerRegion } from "./lower-region.ts";
import { lowerSettled } from "./settled-region.ts";

export interface MapCall {
  /** The call that is awaited. */
  readonly node: ts.CallExpression;
  readonly callback: FunctionWithBody;
  readonly name: string;
  /** Whether an iteration that fails ends with that as its result, as `Promise.allSettled` has it. */
  readonly settles?: boolean;
  /** All of the Map but its body. */
  readonly effect: Omit<MapEffect, "kind" | "body" | "indexed">;
}

/** Ends the block with a Map state; the node is the array of the callback's results. */
export function lowerMap(
  { node, callback, name, effect, settles = false }: MapCall,
  context: LowerContext,
): JsonataNode {
  if (!settles && !isUsable(node, callback, context)) return poison;
  if (context.callers.includes(callback)) return refuse(context, node, "MR2162", { name: functionName(callback) });
  const indexed = callback.parameters.length > 1;
  const body = lowerMapBody(callback, { indexed, settles }, context);
  if (effect.items.kind === "poison") return poison;
  return addEffect({ node, effect: { kind: "map", ...effect, body, indexed }, name, resultName: "results" }, context);
}

/** An element that is undefined would have no place in the array of results. */
function isUsable(node: ts.CallExpression, callback: FunctionWithBody, context: LowerContext): boolean {
  const isUsed = !ts.isExpressionStatement(node.parent.parent);
  if (!isUsed || !isAny(resultShape(node, context), "undefined")) return true;
  refuse(context, callback, "MR2109", { text: "the callback's result" });
  return false;
}

function resultShape(node: ts.CallExpression, context: LowerContext): ReturnType<typeof shapeOf> {
  const { checker } = context;
  const type = checker.getAwaitedType(checker.getTypeAtLocation(node));
  const element = type === undefined ? undefined : checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  return element === undefined ? new Set() : shapeOf(element, checker);
}

/** The states of one iteration; its input is the item, or `{ item, index }` where the callback takes the index too. */
function lowerMapBody(
  callback: FunctionWithBody,
  { indexed, settles }: { readonly indexed: boolean; readonly settles: boolean },
  context: LowerContext,
): Region {
  const [item, position] = callback.parameters;
  const within = { ...context, callers: [...context.callers, callback] };
  const lowerBody = (inner: LowerContext): JsonataNode | undefined => {
    const input = states("input");
    if (item !== undefined) bindParameter(item, indexed ? path(input, "item") : input, inner);
    if (position !== undefined) bindParameter(position, path(input, "index"), inner);
    return lowerFunctionBody(callback, inner);
  };
  if (!settles) return lowerRegion(callback, within, lowerBody);
  const isVoid = isOnly(returnShape(callback, context), "undefined");
  return lowerSettled({ node: callback, isVoid, reason: ["name", "message"] }, within, lowerBody);
}

/** What a callback may resolve with. */
export function returnShape(callback: FunctionWithBody, { checker }: LowerContext): ReturnType<typeof shapeOf> {
  const signature = checker.getSignatureFromDeclaration(callback);
  const type = signature && checker.getAwaitedType(checker.getReturnTypeOfSignature(signature));
  return type === undefined ? new Set() : shapeOf(type, checker);
}

function bindParameter(parameter: ts.ParameterDeclaration, value: JsonataNode, context: LowerContext): void {
  if (parameter.initializer !== undefined || parameter.dotDotDotToken !== undefined) {
    refuse(context, parameter, "MR2125", { text: sourceText(parameter) });
    return;
  }
  bindPattern(parameter.name, value, context, (name, bound) =>
    assignBinding(declareVariable(name, context), bound, context),
  );
}
