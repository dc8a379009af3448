import { array, binary, call, conditional, lambda, local, object } from "../../jsonata/build.ts";
import type { JsonataNode, ObjectMember } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { definedPart, isAny, isOnly } from "../../1-analyze/shape.ts";
import { bare, type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { mayBeMissing } from "../../jsonata/walk.ts";
import { isDefined } from "./member-access.ts";
import { lowerExpression } from "../recursion.ts";
import { withName } from "./condition.ts";
import { lowerChoice } from "./conditional.ts";
import { lowerText } from "./text.ts";
import { undefinedMember } from "./undefined-member.ts";

/** A run of members, or a spread, in the order of the source. */
type Part =
  | { readonly kind: "members"; readonly members: ObjectMember[] }
  | { readonly kind: "whole"; readonly node: JsonataNode };

/** Members whose value is missing leave no key, as in JSON. */
export function lowerObjectLiteral(node: ts.ObjectLiteralExpression, context: LowerContext): JsonataNode {
  const parts: Part[] = [];
  for (const property of node.properties) addProperty(property, parts, context);
  return mergeAll(parts, context);
}

/** `Object.assign({}, a, b)`: the objects as if they were spread into one, literals among them member by member. */
export function lowerMerged(objects: readonly ts.Expression[], context: LowerContext): JsonataNode {
  const parts: Part[] = [];
  for (const each of objects) {
    if (!ts.isObjectLiteralExpression(each))
      parts.push({ kind: "whole", node: lowerSpread(each, each, parts.length > 0, context) });
    else for (const property of each.properties) addProperty(property, parts, context);
  }
  return mergeAll(parts, context);
}

function mergeAll(parts: readonly Part[], context: LowerContext): JsonataNode {
  const [only] = parts;
  if (only === undefined) return object([]);
  if (parts.length === 1 && only.kind === "members") return object(only.members);
  return call("merge", array(mergeParts(parts, context)));
}

function addProperty(property: ts.ObjectLiteralElementLike, parts: Part[], context: LowerContext): void {
  if (ts.isSpreadAssignment(property)) {
    parts.push({ kind: "whole", node: lowerSpread(property, property.expression, parts.length > 0, context) });
    return;
  }
  if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) {
    const what = ts.isMethodDeclaration(property) ? "a method" : "an accessor";
    refuse(context, property, "MR2136", { what });
    return;
  }
  const value = lowerExpression(ts.isPropertyAssignment(property) ? property.initializer : property.name, context);
  const key = lowerKey(property.name, context);
  const last = parts.at(-1);
  const isPlain = last?.kind === "members" && last.members.every((member) => member.key.kind === "literal");
  // Keys of one constructor must differ; a computed one may not, so it stands alone.
  if (key.kind === "literal" && isPlain) {
    const earlier = last.members.findIndex((member) => member.key.kind === "literal" && member.key.value === key.value);
    last.members.splice(earlier < 0 ? last.members.length : earlier, 1, { key, value });
  } else parts.push({ kind: "members", members: [{ key, value }] });
}

function lowerKey(name: ts.PropertyName, context: LowerContext): JsonataNode {
  if (ts.isComputedPropertyName(name)) {
    const key = lowerExpression(name.expression, context);
    if (isOnly(shapeAt(context, name.expression), "string")) return key;
    return refuse(context, name, "MR2112", { name: sourceText(name), type: typeText(context, name.expression) });
  }
  const text = ts.isNumericLiteral(name) ? String(Number(name.text)) : name.text;
  if (text in Object.prototype) return refuse(context, name, "MR2110", { name: text });
  return lowerText(name, text, context);
}

/** The members that spreading an object gives; `replaces`: there are others that it may hide. */
export function lowerSpread(
  node: ts.Node,
  expression: ts.Expression,
  replaces: boolean,
  context: LowerContext,
): JsonataNode {
  const chosen = lowerChosenSpread(node, bare(expression), replaces, context);
  if (chosen !== undefined) return chosen;
  const shape = shapeAt(context, expression);
  if (isOnly(shape, "undefined", "null")) return object([]);
  if (!isOnly(definedPart(shape), "object")) {
    return refuse(context, node, "MR2101", {
      text: sourceText(expression),
      type: typeText(context, expression),
      operator: "...",
    });
  }
  const value = lowerExpression(expression, context);
  const hidden = replaces ? undefinedMember(expression, context) : undefined;
  if (hidden !== undefined) return refuse(context, node, "MR2108", { name: hidden });
  if (!isAny(shape, "null", "undefined")) return value;
  return withName(value, context, (named) => conditional(isDefined(named, shape), named, object([])));
}

/**
 * `...(test ? { a } : {})` and `...(test && { a })`: each arm is spread by itself, with what is known in it. What is false is no
 * object and gives nothing. `undefined` where neither is written.
 */
function lowerChosenSpread(
  node: ts.Node,
  expression: ts.Expression,
  replaces: boolean,
  context: LowerContext,
): JsonataNode | undefined {
  const spreads = (each: ts.Expression) => (): JsonataNode => lowerSpread(node, each, replaces, context);
  if (ts.isConditionalExpression(expression)) {
    const { condition: test, whenTrue, whenFalse } = expression;
    const arms = [whenTrue, whenFalse];
    return lowerChoice(
      { node: expression, test, arms, whenTrue: spreads(whenTrue), whenFalse: spreads(whenFalse) },
      context,
    );
  }
  const isAnd =
    ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
  if (!isAnd) return undefined;
  const { left: test, right } = expression;
  const nothingElse = (): JsonataNode => object([]);
  return lowerChoice(
    { node: expression, test, arms: [right], whenTrue: spreads(right), whenFalse: nothingElse },
    context,
  );
}

/** A later member that is missing still hides an earlier one of its name. */
function mergeParts(parts: readonly Part[], context: LowerContext): readonly JsonataNode[] {
  let merged: readonly JsonataNode[] = [];
  for (const part of parts) {
    const node = part.kind === "whole" ? part.node : object(part.members);
    const hiding = part.kind === "members" ? part.members.filter(({ value }) => mayBeMissing(value)) : [];
    merged = [
      ...(hiding.length > 0 && merged.length > 0
        ? [
            withoutKeys(
              merged,
              hiding.map(({ key }) => key),
              context,
            ),
          ]
        : merged),
      node,
    ];
  }
  return merged;
}

function withoutKeys(parts: readonly JsonataNode[], keys: readonly JsonataNode[], context: LowerContext): JsonataNode {
  const whole = parts.length === 1 ? parts[0]! : call("merge", array(parts));
  const [value, key] = [context.names.local("v"), context.names.local("k")];
  return call("sift", whole, lambda([value, key], call("not", binary("in", local(key), array(keys)))));
}
