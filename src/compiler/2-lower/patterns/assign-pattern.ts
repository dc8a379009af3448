import { isOnly, mayBeUndefined, shapeOf, shapeOfMember } from "../../1-analyze/shape.ts";
import {
  array,
  conditional,
  elementValue,
  exists,
  index,
  literal,
  nested,
  nestedIfArray,
  reference,
  spread,
} from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { bare, type LowerContext, refuse, sourceText } from "../context.ts";
import { mayBeUndefinedAt } from "../declared-type.ts";
import { needsStatements } from "../functions/function-traits.ts";
import { lowerExpression } from "../recursion.ts";
import { assignTarget } from "../statements/assignment-target.ts";
import { declareTemporary } from "../variables.ts";
import { elementsFrom, withoutMembers } from "./bind-pattern.ts";
import { type MemberRead, readMember } from "./read-member.ts";

/** What stands on the left of an assignment that takes a value apart: written like a literal. */
export type AssignedPattern = ts.ArrayLiteralExpression | ts.ObjectLiteralExpression;

export function isPattern(node: ts.Expression): node is AssignedPattern {
  return ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node);
}

/** `[a, o.b] = [o.b, a]`, `({ a = 1, ...rest } = value)`: target by target, in the order of the source. */
export function assignPattern(
  pattern: AssignedPattern,
  value: JsonataNode,
  type: ts.Type,
  context: LowerContext,
): void {
  if (value.kind === "poison") return;
  const wanted = ts.isObjectLiteralExpression(pattern) ? "object" : "array";
  if (!isOnly(shapeOf(type, context.checker), wanted)) {
    refuse(context, pattern, "MR2125", { text: sourceText(pattern) });
    return;
  }
  // What is taken apart keeps its value while the first targets are assigned.
  const whole = snapshot(value, context);
  if (ts.isObjectLiteralExpression(pattern)) assignMembers(pattern, whole, type, context);
  else assignElements(pattern, whole, type, context);
}

function assignElements(
  { elements }: ts.ArrayLiteralExpression,
  whole: JsonataNode,
  type: ts.Type,
  context: LowerContext,
): void {
  const { checker } = context;
  for (const [position, element] of elements.entries()) {
    if (ts.isOmittedExpression(element)) continue;
    if (ts.isSpreadElement(element)) {
      assignPart(element.expression, { value: elementsFrom(whole, position, type, context), type }, context);
      continue;
    }
    const property = checker.isTupleType(type) ? checker.getPropertyOfType(type, String(position)) : undefined;
    const member =
      property === undefined
        ? checker.getIndexTypeOfType(type, ts.IndexKind.Number)
        : checker.getTypeOfSymbol(property);
    const isMissing = property === undefined || mayBeUndefined(shapeOfMember(property, checker));
    assignPart(element, { value: index(whole, literal(position), isMissing), type: member, isMissing }, context);
  }
}

function assignMembers(
  { properties }: ts.ObjectLiteralExpression,
  whole: JsonataNode,
  type: ts.Type,
  context: LowerContext,
): void {
  const taken: JsonataNode[] = [];
  for (const property of properties) {
    if (ts.isSpreadAssignment(property)) {
      assignPart(property.expression, { value: withoutMembers(whole, taken, context), type }, context);
      continue;
    }
    if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) {
      refuse(context, property, "MR2125", { text: sourceText(property) });
      continue;
    }
    const read = readMember(whole, property.name, type, context);
    if (read === undefined) continue;
    taken.push(read.key);
    if (ts.isPropertyAssignment(property)) assignPart(property.initializer, read, context);
    else assignWithDefault(property.name, property.objectAssignmentInitializer, read, context);
  }
}

type Part = Pick<MemberRead, "value" | "type"> & { readonly isMissing?: boolean };

/** A target with its default, which is written like an assignment. */
function assignPart(part: ts.Expression, read: Part, context: LowerContext): void {
  const target = bare(part);
  const hasDefault = ts.isBinaryExpression(target) && target.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  if (hasDefault) assignWithDefault(target.left, target.right, read, context);
  else assignWithDefault(target, undefined, read, context);
}

function assignWithDefault(
  target: ts.Expression,
  initializer: ts.Expression | undefined,
  read: Part,
  context: LowerContext,
): void {
  const { checker } = context;
  const value = withDefault(initializer, read, context);
  const left = bare(target);
  if (isPattern(left)) {
    const defined = read.type === undefined ? undefined : checker.getNonNullableType(read.type);
    if (defined !== undefined && !(read.isMissing === true && initializer === undefined))
      return assignPattern(left, value, defined, context);
    refuse(context, left, "MR2125", { text: sourceText(left) });
    return;
  }
  const isMissing = read.isMissing === true && (initializer === undefined || mayBeUndefinedAt(initializer, context));
  assignTarget(target, left, { value, isMissing }, context);
}

function withDefault(
  initializer: ts.Expression | undefined,
  { value, isMissing }: Part,
  context: LowerContext,
): JsonataNode {
  if (initializer === undefined || isMissing !== true) return value;
  if (needsStatements(initializer, context)) return refuse(context, initializer, "MR2123");
  return conditional(exists(value), value, lowerExpression(initializer, context));
}

/** The right side has its value before the first target is assigned. */
function snapshot(value: JsonataNode, context: LowerContext): JsonataNode {
  if (value.kind !== "array") return value.kind === "object" ? value : frozen(value, context);
  return array(value.elements.map((element) => snapshotElement(element, context)));
}

function snapshotElement(element: JsonataNode, context: LowerContext): JsonataNode {
  if (element.kind === "literal" || element.kind === "poison") return element;
  // An array among the elements stays one, and is kept in the variable as it is.
  if (element.kind === "array" && element.wrapper === true) return nested(frozen(element.elements[0]!, context));
  if (element.kind === "array") return nested(frozen(element, context));
  const value = elementValue(element);
  if (value !== element) return nestedIfArray(frozen(value, context));
  return element.kind === "spread" ? spread(frozen(element.array, context)) : frozen(element, context);
}

/** Even a plain variable is copied: it may be a target. */
function frozen(value: JsonataNode, context: LowerContext): JsonataNode {
  const { variable } = declareTemporary("value", false, context);
  context.region.assign(variable, value);
  return reference(variable);
}
