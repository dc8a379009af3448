import { array, conditional, exists, nothing } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { mayBeMissing } from "../../jsonata/walk.ts";
import { ts } from "../../program.ts";
import { bare, type LowerContext, refuse, shapeAt, sourceText } from "../context.ts";
import { accessPathOf } from "./access-path.ts";
import { changeInPlace } from "./change-in-place.ts";
import { isOnly } from "../../1-analyze/shape.ts";

type MemberTarget = ts.PropertyAccessExpression | ts.ElementAccessExpression;

export function isMemberTarget(node: ts.Expression): node is MemberTarget {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

export interface MemberAssignment {
  /** What is written, for messages. */
  readonly node: ts.Node;
  readonly target: MemberTarget;
  readonly value: JsonataNode;
  readonly isMissing: boolean;
  /** The position in an array, where it was evaluated before the value. */
  readonly position?: JsonataNode | undefined;
}

/** `target = value` */
export function assignMember(
  { node, target, value, isMissing, position }: MemberAssignment,
  context: LowerContext,
): void {
  if (value.kind === "poison") return;
  if (ts.isPropertyAccessExpression(target) && target.name.text === "length") {
    if (isOnly(shapeAt(context, target.expression), "array")) return setLength(node, target, value, context);
  }
  const path = accessPathOf(target, context);
  if (path === undefined) return;
  const isElement = path.steps.at(-1)?.kind === "index";
  if (isElement && isMissing) {
    refuse(context, node, "MR2109", { text: sourceText(target) });
    return;
  }
  const stored = isMissing && !mayBeMissing(value) ? conditional(exists(value), value, nothing) : value;
  changeInPlace({ node, path, container: path.steps.length - 1, lastKey: position, update: () => stored }, context);
}

/** `list.length = 0` empties it; other lengths would cut it, or make holes. */
function setLength(
  node: ts.Node,
  target: ts.PropertyAccessExpression,
  value: JsonataNode,
  context: LowerContext,
): void {
  if (value.kind !== "literal" || value.value !== 0) {
    refuse(context, node, "MR2112", { name: "length = …", type: "an array" });
    return;
  }
  const path = accessPathOf(target.expression, context);
  if (path !== undefined) changeInPlace({ node, path, container: path.steps.length, update: () => array([]) }, context);
}

/** `delete o.a`: an object without the member. */
export function lowerDelete(node: ts.DeleteExpression, context: LowerContext): void {
  const target = bare(node.expression);
  const path = isMemberTarget(target) ? accessPathOf(target, context) : undefined;
  const last = path?.steps.at(-1);
  if (path === undefined || last === undefined) {
    if (!isMemberTarget(target)) refuse(context, node, "MR2115");
    return;
  }
  if (last.kind === "index") {
    refuse(context, node, "MR2112", { name: "delete", type: "an array" });
    return;
  }
  changeInPlace({ node, path, container: path.steps.length - 1, update: () => nothing }, context);
}
