import {
  array,
  binary,
  call,
  conditional,
  exists,
  index,
  lambda,
  literal,
  local,
  not,
  object,
  poison,
} from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { isOnly, mayBeUndefined, shapeOf, shapeOfMember } from "../../1-analyze/shape.ts";
import { type LowerContext, refuse, sourceText } from "../context.ts";
import { readMember } from "./read-member.ts";
import { needsStatements } from "../functions/function-traits.ts";
import { lowerExpression } from "../recursion.ts";
import { elementShape } from "../methods/arrays/element-shape.ts";
import { keepWhere } from "../methods/arrays/keep-where.ts";

/** Gives a name of the pattern its value. */
export type BindName = (name: ts.Identifier, value: JsonataNode) => void;

/** Takes a value apart as a declaration's pattern says, name by name in the order of the source. */
export function bindPattern(pattern: ts.BindingName, value: JsonataNode, context: LowerContext, bind: BindName): void {
  if (ts.isIdentifier(pattern)) {
    bind(pattern, value);
    return;
  }
  const shape = shapeOf(context.checker.getTypeAtLocation(pattern), context.checker);
  const wanted = ts.isObjectBindingPattern(pattern) ? "object" : "array";
  if (!isOnly(shape, wanted)) {
    refuse(context, pattern, "MR2125", { text: sourceText(pattern) });
    bindPoison(pattern, bind);
    return;
  }
  if (ts.isObjectBindingPattern(pattern)) bindObject(pattern, value, context, bind);
  else bindArray(pattern, value, context, bind);
}

/** One report is enough: what uses the names says nothing more. */
function bindPoison(pattern: ts.BindingName, bind: BindName): void {
  if (ts.isIdentifier(pattern)) return bind(pattern, poison);
  for (const element of pattern.elements) if (!ts.isOmittedExpression(element)) bindPoison(element.name, bind);
}

function bindObject(pattern: ts.ObjectBindingPattern, value: JsonataNode, context: LowerContext, bind: BindName): void {
  const type = context.checker.getTypeAtLocation(pattern);
  const taken: JsonataNode[] = [];
  for (const element of pattern.elements) {
    if (element.dotDotDotToken !== undefined) {
      bindPattern(element.name, withoutMembers(value, taken, context), context, bind);
      continue;
    }
    const name = element.propertyName ?? (element.name as ts.Identifier);
    const read = readMember(value, name, type, context);
    if (read === undefined) {
      bindPoison(element.name, bind);
      continue;
    }
    taken.push(read.key);
    bindElement(element, read.value, read.isMissing, context, bind);
  }
}

function bindArray(pattern: ts.ArrayBindingPattern, value: JsonataNode, context: LowerContext, bind: BindName): void {
  const { checker } = context;
  const type = checker.getTypeAtLocation(pattern);
  for (const [position, element] of pattern.elements.entries()) {
    if (ts.isOmittedExpression(element)) continue;
    if (element.dotDotDotToken !== undefined) {
      bindPattern(element.name, elementsFrom(value, position, type, context), context, bind);
      continue;
    }
    const property = checker.isTupleType(type) ? checker.getPropertyOfType(type, String(position)) : undefined;
    const isMissing = property === undefined || mayBeUndefined(shapeOfMember(property, checker));
    bindElement(element, index(value, literal(position), isMissing), isMissing, context, bind);
  }
}

/** One element with its default, which stands in for undefined but not for null. */
function bindElement(
  element: ts.BindingElement,
  value: JsonataNode,
  isMissing: boolean,
  context: LowerContext,
  bind: BindName,
): void {
  const { initializer } = element;
  if (initializer === undefined) return bindPattern(element.name, value, context, bind);
  if (needsStatements(initializer, context)) {
    refuse(context, initializer, "MR2123");
    return;
  }
  const fallback = lowerExpression(initializer, context);
  const withDefault = isMissing ? conditional(exists(value), value, fallback) : value;
  bindPattern(element.name, withDefault, context, bind);
}

/** `{ a, ...rest }`: what is left without the members taken. */
export function withoutMembers(value: JsonataNode, taken: readonly JsonataNode[], context: LowerContext): JsonataNode {
  if (taken.length === 0) return value;
  const [item, key] = [context.names.local("v"), context.names.local("k")];
  const isLeft = not(binary("in", local(key), array(taken)));
  return call("merge", array([object([]), call("sift", value, lambda([item, key], isLeft))]));
}

/** `[a, ...rest]`: the elements from a position on. */
export function elementsFrom(value: JsonataNode, start: number, type: ts.Type, context: LowerContext): JsonataNode {
  if (start === 0) return value;
  const [item, position] = [context.names.local("item"), context.names.local("position")];
  const test = binary(">=", local(position), literal(start));
  return keepWhere(value, { parameters: [item, position], body: test }, elementShape(type, context), context);
}
