import { array, call, lambda, local, sequence } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { isOnly, type Shape } from "../../../1-analyze/shape.ts";
import { ts } from "../../../program.ts";
import { bare, type LowerContext, shapeAt } from "../../context.ts";
import { asElement } from "../../expressions/as-element.ts";
import { lowerExpression } from "../../recursion.ts";
import { elementShapeAt } from "./element-shape.ts";
import { mapEach } from "./map-each.ts";

/** The elements that going through a value gives. */
export interface Elements {
  /** An array. */
  readonly list: JsonataNode;
  /** What an element may be. */
  readonly shape: Shape;
}

/** The elements of what `...` and `Array.from` take: an array, or an iterator of one; `undefined` for anything else. */
export function lowerElements(node: ts.Expression, context: LowerContext): Elements | undefined {
  const source = bare(node);
  if (isOnly(shapeAt(context, source), "array"))
    return { list: lowerExpression(source, context), shape: elementShapeAt(source, context) };
  return iteratorCall(source, context);
}

/** `list.entries()`, `list.keys()`, `list.values()`. */
function iteratorCall(node: ts.Expression, context: LowerContext): Elements | undefined {
  if (!ts.isCallExpression(node) || node.arguments.length > 0 || node.questionDotToken !== undefined) return undefined;
  const callee = bare(node.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.questionDotToken !== undefined) return undefined;
  const name = callee.name.text;
  if (!isOnly(shapeAt(context, callee.expression), "array") || !iterators.has(name)) return undefined;
  const list = lowerExpression(callee.expression, context);
  const shape = elementShapeAt(callee.expression, context);
  if (name === "values") return { list, shape };
  const [item, position] = [context.names.local("item"), context.names.local("position")];
  if (name === "keys")
    return { list: sequence(call("map", list, lambda([item, position], local(position)))), shape: new Set(["number"]) };
  const body = array([local(position), asElement(local(item), shape, context)]);
  const pairs: Shape = new Set(["array"]);
  return { list: mapEach(list, { parameters: [item, position], body }, pairs, context), shape: pairs };
}

/** Methods that give an iterator: no value that an execution could hold, but its elements can be had. */
export const iterators: ReadonlySet<string> = new Set(["entries", "keys", "values"]);
