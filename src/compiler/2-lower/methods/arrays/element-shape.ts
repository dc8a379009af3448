import { ts } from "../../../program.ts";
import { isAny, type Shape, shapeOf } from "../../../1-analyze/shape.ts";
import { shapeOfSyntax } from "../../../1-analyze/shape-of-syntax.ts";
import type { WorkflowContext } from "../../context.ts";

/** What an element of an array type may be. */
export function elementShape(type: ts.Type, { checker }: WorkflowContext): Shape {
  const list = checker.isArrayType(type) ? type : checker.getNonNullableType(type);
  const element = checker.getIndexTypeOfType(list, ts.IndexKind.Number);
  return element === undefined ? new Set(["unknown"]) : shapeOf(element, checker);
}

/** What an element of an array expression may be. */
export function elementShapeAt(node: ts.Expression, context: WorkflowContext): Shape {
  return elementShape(context.checker.getTypeAtLocation(node), context);
}

/** What an element may be of an array expression that a callback's results make; its form may tell more than its type. */
export function resultShapeAt(node: ts.Expression, callback: ts.Expression, context: WorkflowContext): Shape {
  const shape = elementShapeAt(node, context);
  const known = ts.isArrowFunction(callback) && !ts.isBlock(callback.body) ? shapeOfSyntax(callback.body) : undefined;
  return isAny(shape, "unknown") && known !== undefined ? known : shape;
}

/** Whether a value may be an array itself, which JSONata's sequences would flatten into the array around it. */
export function nests(shape: Shape): boolean {
  return isAny(shape, "array", "unknown");
}
