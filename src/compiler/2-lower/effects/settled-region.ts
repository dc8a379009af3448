import type { Region } from "../../ir/ir.ts";
import { literal, member, nothing, object, reference } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import type { Handler, LowerContext } from "../context.ts";
import { exitsOfRegion } from "../exits.ts";
import { createRegionBuilder } from "../region-builder.ts";

export interface SettledOptions {
  readonly node: ts.Node;
  /** Whether the function gives no value, so that the outcome has none either. */
  readonly isVoid: boolean;
  /** What is told of an error. */
  readonly reason: readonly ("name" | "message" | "cause")[];
}

/** Lowers what runs beside other branches and never fails: it ends with what became of it, as `Promise.allSettled` tells. */
export function lowerSettled(
  { node, isVoid, reason }: SettledOptions,
  context: LowerContext,
  lowerBody: (inner: LowerContext) => JsonataNode | undefined,
): Region {
  const region = createRegionBuilder();
  const handler: Handler = { target: region.newBlock(), variable: context.names.variable("reason") };
  const plain = exitsOfRegion(region, context);
  const fulfil = (value: JsonataNode, at: ts.Node): void =>
    plain.return(outcome("fulfilled", "value", isVoid ? nothing : value), at);
  const inner: LowerContext = { ...context, region, handler, exits: { ...plain, return: fulfil } };
  const value = lowerBody(inner);
  fulfil(value ?? nothing, node);
  region.start(handler.target);
  const told = reason.map((name) => [name, member(reference(handler.variable), name, name === "cause")] as const);
  plain.return(outcome("rejected", "reason", object(told)), node);
  return region.finish();
}

function outcome(status: string, key: string, value: JsonataNode): JsonataNode {
  return object([
    ["status", literal(status)],
    [key, value],
  ]);
}
