import { type AppEvent, isKind, type Task } from "#authoring";
import { mayBeUndefined, shapeOf } from "../../1-analyze/shape.ts";
import { poison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse, shapeAt, sourceText, valueOf } from "../context.ts";
import { lowerExpression } from "../recursion.ts";
import { pascalCase } from "../state-name.ts";
import { addEffect } from "./add-effect.ts";
import { lambdaInvoke } from "./lambda-invoke.ts";
import { putEvents } from "./put-events.ts";

/** Whether a call's callee has the type of a task, or of one of several. */
export function isTaskCall(node: ts.CallExpression, context: LowerContext): boolean {
  const { checker, symbols } = context;
  const type = checker.getTypeAtLocation(node.expression);
  const types = type.isUnion() ? type.types : [type];
  return types.some(({ symbol, aliasSymbol }) => symbols(symbol) === "Task" || symbols(aliasSymbol) === "Task");
}

export function isPromise(node: ts.Expression, context: LowerContext): boolean {
  return context.checker.getTypeAtLocation(node).symbol?.name === "Promise";
}

export function lowerTaskCall(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const resolved = valueOf(context, node.expression);
  // A task in a variable was refused where the variable was declared.
  if (resolved === undefined && isLocal(node.expression, context)) return poison;
  if (resolved === undefined) {
    const isName = ts.isIdentifier(node.expression) || ts.isPropertyAccessExpression(node.expression);
    return refuse(context, node.expression, isName ? "MR1207" : "MR1208", {
      name: sourceText(node.expression),
    });
  }
  if (!isKind(resolved.value, "task")) return refuse(context, node.expression, "MR1208");
  const { contract } = resolved.value as Task;
  const payload = lowerInput(node, context);
  if (payload.kind === "poison") return poison;
  if (mayBeUndefined(outputShape(node, context))) return refuse(context, node, "MR2129", { name: contract.name });
  const pascal = pascalCase(contract.name);
  const placeholder = `${pascal}FunctionArn`;
  context.tasks.set(placeholder, { placeholder, contract, contractFile: resolved.file });
  return addEffect(
    {
      node,
      effect: lambdaInvoke(contract, placeholder, payload),
      name: pascal,
      resultName: `${pascal[0]!.toLowerCase()}${pascal.slice(1)}Result`,
      resultMembers: outputMembers(node, context),
    },
    context,
  );
}

/** Whether a name is one of the workflow's own. */
export function isLocal(node: ts.Expression, context: LowerContext): boolean {
  const symbol = context.checker.getSymbolAtLocation(node);
  return symbol !== undefined && context.bindings.has(symbol);
}

/** What a call is given: one value, which is there. */
export function lowerInput(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const [input] = node.arguments;
  if (input === undefined || node.arguments.length !== 1 || ts.isSpreadElement(input))
    return refuse(context, node, "MR2122", { text: "the input" });
  const value = lowerExpression(input, context);
  if (value.kind !== "poison" && shapeAt(context, input).has("undefined")) {
    return refuse(context, input, "MR2122", { text: sourceText(input) });
  }
  return value;
}

function outputType(node: ts.CallExpression, context: LowerContext): ts.Type | undefined {
  return context.checker.getAwaitedType(context.checker.getTypeAtLocation(node));
}

function outputShape(node: ts.CallExpression, context: LowerContext): ReturnType<typeof shapeOf> {
  const type = outputType(node, context);
  if (type === undefined || (type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) !== 0) return new Set();
  return shapeOf(type, context.checker);
}

/** The members of an output that is one object; others are kept whole. */
export function outputMembers(node: ts.CallExpression, context: LowerContext): readonly string[] | undefined {
  const type = outputType(node, context);
  if (type === undefined || type.isUnion()) return undefined;
  const shape = shapeOf(type, context.checker);
  if (!(shape.size === 1 && shape.has("object")) || context.checker.getIndexInfosOfType(type).length > 0)
    return undefined;
  return type.getProperties().map(({ name }) => name);
}

export function lowerEmitCall(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const [name, detail] = node.arguments;
  const resolved = name === undefined ? undefined : valueOf(context, name);
  if (name === undefined || detail === undefined || !isKind(resolved?.value, "event")) {
    return refuse(context, name ?? node, "MR1207", { name: name === undefined ? "event" : sourceText(name) });
  }
  const event = resolved!.value as AppEvent;
  const value = lowerExpression(detail, context);
  if (value.kind === "poison") return poison;
  if (shapeAt(context, detail).has("undefined")) return refuse(context, detail, "MR2122", { text: sourceText(detail) });
  context.events.set(event.name, event);
  return addEffect(
    {
      node,
      effect: putEvents(event, value),
      name: `Emit${pascalCase(event.name)}`,
      resultName: undefined,
    },
    context,
  );
}
