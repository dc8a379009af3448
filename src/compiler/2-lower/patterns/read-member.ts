import { isOnly, mayBeUndefined, shapeOfMember } from "../../1-analyze/shape.ts";
import { literal, member } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse, shapeAt, sourceText } from "../context.ts";
import { ownMember } from "../expressions/own-member.ts";
import { evaluatedOnce } from "../statements/in-variable.ts";

/** A member that a pattern takes. */
export interface MemberRead {
  readonly key: JsonataNode;
  readonly value: JsonataNode;
  readonly type: ts.Type | undefined;
  readonly isMissing: boolean;
}

/** Reads the member that a pattern names: `{ a }`, `{ "b-c": d }`, `{ [key]: e }`; refuses what cannot be named. */
export function readMember(
  whole: JsonataNode,
  name: ts.PropertyName,
  type: ts.Type,
  context: LowerContext,
): MemberRead | undefined {
  const { checker } = context;
  if (ts.isComputedPropertyName(name) && !ts.isStringLiteralLike(name.expression)) {
    return readComputed(whole, name, type, context);
  }
  const key = ts.isComputedPropertyName(name) ? (name.expression as ts.StringLiteral).text : name.text;
  if (!ts.isComputedPropertyName(name) && !ts.isIdentifier(name) && !ts.isStringLiteral(name)) {
    refuse(context, name, "MR2125", { text: sourceText(name) });
    return undefined;
  }
  if (key in Object.prototype) {
    refuse(context, name, "MR2110", { name: key });
    return undefined;
  }
  const property = checker.getPropertyOfType(type, key);
  const indexed = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  const read = property === undefined ? indexed : checker.getTypeOfSymbolAtLocation(property, name);
  const isMissing = property === undefined || mayBeUndefined(shapeOfMember(property, checker));
  return { key: literal(key), value: member(whole, key, isMissing), type: read, isMissing };
}

function readComputed(
  whole: JsonataNode,
  name: ts.ComputedPropertyName,
  type: ts.Type,
  context: LowerContext,
): MemberRead | undefined {
  if (!isOnly(shapeAt(context, name.expression), "string")) {
    refuse(context, name, "MR2125", { text: sourceText(name) });
    return undefined;
  }
  const key = evaluatedOnce(name.expression, context);
  const value = ownMember(whole, key);
  const read = context.checker.getIndexTypeOfType(type, ts.IndexKind.String);
  return { key, value, type: read, isMissing: true };
}
