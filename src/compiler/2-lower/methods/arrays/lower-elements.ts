import { array, call, lambda, local, member, regex, sequence } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { isOnly, type Shape, shapeOf } from "../../../1-analyze/shape.ts";
import { ts } from "../../../program.ts";
import { bare, type LowerContext, shapeAt } from "../../context.ts";
import { asElement } from "../../expressions/as-element.ts";
import { lowerExpression } from "../../recursion.ts";
import { collectionAt } from "../sets/collection-at.ts";
import { lowerMatchAll } from "../strings/match-methods.ts";
import { elementShapeAt } from "./element-shape.ts";
import { mapEach } from "./map-each.ts";

/** The elements that going through a value gives. */
export interface Elements {
  /** An array. */
  readonly list: JsonataNode;
  /** What an element may be. */
  readonly shape: Shape;
}

/** The elements of what `...`, `Array.from`, `new Set` and `for … of` take: an array, a text, a Set, an iterator; `undefined` for anything else. */
export function lowerElements(node: ts.Expression, context: LowerContext): Elements | undefined {
  const source = bare(node);
  if (isOnly(shapeAt(context, source), "array"))
    return { list: lowerExpression(source, context), shape: elementShapeAt(source, context) };
  if (isOnly(shapeAt(context, source), "string"))
    return { list: charactersOf(lowerExpression(source, context)), shape: new Set(["string"]) };
  if (collectionAt(source, context) === "Set")
    return { list: lowerExpression(source, context), shape: setShape(source, context) };
  const matches = lowerMatchAll(source, context);
  return matches === undefined ? iteratorCall(source, context) : { list: matches, shape: new Set(["array"]) };
}

/** The characters of a text, a pair of surrogates as one: JavaScript's iteration does not take it apart either. */
function charactersOf(text: JsonataNode): JsonataNode {
  const character = regex("[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]|[\\s\\S]");
  return sequence(member(call("match", text, character), "match", true));
}

function setShape(node: ts.Expression, { checker }: LowerContext): Shape {
  const [element] = checker.getTypeArguments(checker.getTypeAtLocation(node) as ts.TypeReference);
  return element === undefined ? new Set(["unknown"]) : shapeOf(element, checker);
}

/** `list.entries()`, `list.keys()`, `list.values()`, and the latter two of a Set. */
function iteratorCall(node: ts.Expression, context: LowerContext): Elements | undefined {
  if (!ts.isCallExpression(node) || node.arguments.length > 0 || node.questionDotToken !== undefined) return undefined;
  const callee = bare(node.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.questionDotToken !== undefined) return undefined;
  const name = callee.name.text;
  const isSet = collectionAt(callee.expression, context) === "Set";
  if (!iterators.has(name) || (isSet && name === "entries")) return undefined;
  if (!isSet && !isOnly(shapeAt(context, callee.expression), "array")) return undefined;
  const elements = lowerElements(callee.expression, context);
  if (elements === undefined || isSet || name === "values") return elements;
  return numbered(elements, name, context);
}

function numbered({ list, shape }: Elements, name: string, context: LowerContext): Elements {
  const [item, position] = [context.names.local("item"), context.names.local("position")];
  if (name === "keys")
    return { list: sequence(call("map", list, lambda([item, position], local(position)))), shape: new Set(["number"]) };
  const body = array([local(position), asElement(local(item), shape, context)]);
  const pairs: Shape = new Set(["array"]);
  return { list: mapEach(list, { parameters: [item, position], body }, pairs, context), shape: pairs };
}

/** Methods that give an iterator: no value that an execution could hold, but its elements can be had. */
export const iterators: ReadonlySet<string> = new Set(["entries", "keys", "values"]);
