import { isAny, isOnly, shapeOf } from "../../1-analyze/shape.ts";
import type { DistributedMap, MapEffect, Region } from "../../ir/ir.ts";
import { path, poison, reference, states } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type FunctionWithBody, type LowerContext, refuse, sourceText } from "../context.ts";
import { executionNode } from "../expressions/execution-context.ts";
import { functionName } from "../functions/function-of.ts";
import { lowerFunctionBody } from "../lower-function-body.ts";
import { bindPattern } from "../patterns/bind-pattern.ts";
import { assignBinding, declareVariable } from "../variables.ts";
import { addEffect } from "./add-effect.ts";
import { type ClosedRegion, closeRegion } from "./close-region.ts";
import { lowerRegion } from "./lower-region.ts";
import { lowerSettled } from "./settled-region.ts";
import { boxResults, omitsFailures, withoutFailures } from "./tolerated-failures.ts";

export interface MapCall {
  /** The call that is awaited. */
  readonly node: ts.CallExpression;
  readonly callback: FunctionWithBody;
  readonly name: string;
  /** Whether an iteration that fails ends with that as its result, as `Promise.allSettled` has it. */
  readonly settles?: boolean;
  readonly items: JsonataNode | undefined;
  readonly concurrency?: number | undefined;
  /** Set where each iteration is a child execution. */
  readonly distributed?: Omit<DistributedMap, "captured"> | undefined;
}

/** Ends the block with a Map state; the node is the array of the callback's results. */
export function lowerMap(call: MapCall, context: LowerContext): JsonataNode {
  const { node, callback, name, items, concurrency, distributed, settles = false } = call;
  if (!settles && !isUsable(node, callback, context)) return poison;
  if (context.callers.includes(callback)) return refuse(context, node, "MR2162", { name: functionName(callback) });
  const indexed = callback.parameters.length > 1;
  const { body, captured }: ClosedRegion =
    distributed === undefined
      ? { body: lowerMapBody(callback, { indexed, settles }, context), captured: [] }
      : lowerChildBody(callback, distributed, context);
  if (items?.kind === "poison") return poison;
  const effect: MapEffect = {
    kind: "map",
    items,
    body,
    indexed,
    concurrency,
    distributed: distributed && { ...distributed, captured },
  };
  const results = addEffect({ node, effect, name, resultName: "results" }, context);
  return distributed !== undefined && omitsFailures(distributed)
    ? withoutFailures(results, elementShape(node, context), context)
    : results;
}

/** An element that is undefined would have no place in the array of results. */
function isUsable(node: ts.CallExpression, callback: FunctionWithBody, context: LowerContext): boolean {
  const isUsed = !ts.isExpressionStatement(node.parent.parent);
  if (!isUsed || !isAny(elementShape(node, context), "undefined")) return true;
  refuse(context, callback, "MR2109", { text: "the callback's result" });
  return false;
}

/** What an element of the results may be. */
function elementShape(node: ts.CallExpression, context: LowerContext): ReturnType<typeof shapeOf> {
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
  const input = states("input");
  const item = indexed ? path(input, "item") : input;
  return lowerCallback(callback, { item, index: path(input, "index"), settles }, context);
}

/** The states of a child execution; what its input is follows from what it reads of outer variables. */
function lowerChildBody(
  callback: FunctionWithBody,
  distributed: Omit<DistributedMap, "captured">,
  context: LowerContext,
): ClosedRegion {
  const { names } = context;
  const isBatch = distributed.batchSize !== undefined;
  const indexed = callback.parameters.length > 1;
  const [item, index] = [names.variable(isBatch ? "batch" : "item"), names.variable("index")];
  // To the workflow it is one execution that works through the items.
  const execution = names.variable("execution");
  // The history of an Express execution has no end: nothing need bound its loops.
  const loops = distributed.executionType === "EXPRESS" ? [] : context.loops;
  const inner = { ...context, loops, execution: reference(execution) };
  const region = lowerCallback(callback, { item: reference(item), index: reference(index) }, inner);
  const input = states("input");
  return closeRegion(omitsFailures(distributed) ? boxResults(region) : region, {
    names,
    standIns: new Map([[execution, executionNode(context)]]),
    given: (name) => path(input, isBatch ? "BatchInput" : "outer", name),
    bindings: (isGiven) => [
      { variable: item, value: isBatch ? path(input, "Items") : isGiven || indexed ? path(input, "item") : input },
      ...(indexed ? [{ variable: index, value: path(input, "index") }] : []),
    ],
  });
}

interface Parameters {
  readonly item: JsonataNode;
  readonly index: JsonataNode;
  readonly settles?: boolean;
}

function lowerCallback(
  callback: FunctionWithBody,
  { item, index, settles = false }: Parameters,
  context: LowerContext,
): Region {
  const [first, second] = callback.parameters;
  const within = { ...context, callers: [...context.callers, callback] };
  const lowerBody = (inner: LowerContext): JsonataNode | undefined => {
    if (first !== undefined) bindParameter(first, item, inner);
    if (second !== undefined) bindParameter(second, index, inner);
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
