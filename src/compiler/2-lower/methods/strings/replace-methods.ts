import { call, conditional, equals, lambda, literal, local, member, poison, regex } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { ts } from "../../../program.ts";
import { isOnly } from "../../../1-analyze/shape.ts";
import { type LowerContext, refuse, shapeAt } from "../../context.ts";
import { concatenate } from "../../expressions/template.ts";
import { lowerArgument, type MethodCall, type MethodTable, refuseMethod } from "../method-call.ts";
import { withNames } from "../position.ts";
import { isRegex, regexOf } from "../regex/regex-of.ts";
import type { Regex } from "../regex/parse-regex.ts";
import { lowerReplacer } from "./replacer.ts";
import { parseReplacement, type ReplacementPart } from "./replacement.ts";

/** Methods that put one text in the place of another. */
export const replaceMethods: MethodTable = {
  replace: (method) => replace(method, false),
  replaceAll: (method) => replace(method, true),
};

function replace(method: MethodCall, isAll: boolean): JsonataNode {
  const { node, context } = method;
  const [from, to] = node.arguments;
  if (from === undefined || to === undefined || node.arguments.length !== 2) return refuseMethod(method);
  if (!isRegex(from, context)) {
    if (isOnly(shapeAt(context, to), "function"))
      return refuse(context, to, "MR2155", { what: "a function beside a text" });
    return replaceText(method, [lowerArgument(method, from, "string"), to], isAll);
  }
  const found = regexOf(from, { method: isAll ? "replaceAll" : "replace", findsMore: true }, context);
  // JavaScript throws here; TypeScript does not see it.
  if (found === undefined) return poison;
  if (isAll && !found.isGlobal) return refuse(context, from, "MR2150", { what: "replaceAll without the flag g" });
  const limits = found.isGlobal ? [] : [literal(1)];
  const replacement = isOnly(shapeAt(context, to), "function")
    ? lowerReplacer(to, found, context)
    : regexReplacement(method, found, to);
  return call("replace", method.receiver, found.node, replacement, ...limits);
}

/** What takes the place of a match; in a text for `$replace` a dollar sign is written twice. */
function regexReplacement(method: MethodCall, found: Regex, to: ts.Expression): JsonataNode {
  const { context } = method;
  const value = lowerArgument(method, to, "string");
  if (value.kind !== "literal") return dynamicReplacement(value, found, to, context);
  const parts = parseReplacement(String(value.value), found.groups.length);
  const refused = refuseParts(parts, to, context);
  return refused ?? literal(parts.map(inReplacement).join(""));
}

function inReplacement(part: ReplacementPart): string {
  if (part.kind === "text") return part.text.replaceAll("$", "$$$$");
  return part.kind === "match" ? "$0" : `$${part.kind === "group" ? part.group : ""}`;
}

function refuseParts(parts: readonly ReplacementPart[], node: ts.Node, context: LowerContext): JsonataNode | undefined {
  const around = parts.find(({ kind }) => kind === "around");
  if (around?.kind === "around") return refuse(context, node, "MR2155", { what: `'${around.text}'` });
  // With ten groups or more, `$1` before a digit would mean another group.
  const isAmbiguous = parts.some((part) => part.kind === "group" && part.group > 9);
  return isAmbiguous ? refuse(context, node, "MR2155", { what: "the tenth group" }) : undefined;
}

/** A replacement that is known only in the execution is put in by a function, as which it is taken literally. */
function dynamicReplacement(value: JsonataNode, found: Regex, node: ts.Node, context: LowerContext): JsonataNode {
  if (value.kind === "poison") return value;
  if (found.groups.length > 0)
    return refuse(context, node, "MR2155", { what: "a text that is not known here beside groups" });
  const match = context.names.local("match");
  return lambda([match], expanded(value, member(local(match), "match", false), context));
}

/** The text with `$$` and `$&` put in as JavaScript does. */
function expanded(text: JsonataNode, match: JsonataNode, context: LowerContext): JsonataNode {
  const mark = context.names.local("mark");
  const isDollar = equals(member(local(mark), "match", false), literal("$$"));
  return call("replace", text, regex("[$][$\\x26]"), lambda([mark], conditional(isDollar, literal("$"), match)));
}

function replaceText(
  method: MethodCall,
  [from, to]: readonly [JsonataNode, ts.Expression],
  isAll: boolean,
): JsonataNode {
  const { receiver, context } = method;
  const value = lowerArgument(method, to, "string");
  if (from.kind === "poison" || value.kind === "poison") return poison;
  return withNames({ text: receiver, from }, context, (text, wanted) => {
    const put = textReplacement(value, wanted!, to, context);
    const replaced = (by: JsonataNode): JsonataNode =>
      call("replace", text!, wanted!, by, ...(isAll ? [] : [literal(1)]));
    if (from.kind === "literal" && from.value !== "") return replaced(put);
    return withNames({ put }, context, (by) =>
      conditional(equals(wanted!, literal("")), beside(text!, by!, isAll), replaced(by!)),
    );
  });
}

/** Beside a text, `$replace` takes the replacement literally. */
function textReplacement(value: JsonataNode, match: JsonataNode, node: ts.Node, context: LowerContext): JsonataNode {
  if (value.kind !== "literal") return expanded(value, match, context);
  const parts = parseReplacement(String(value.value), 0);
  const refused = refuseParts(parts, node, context);
  if (refused !== undefined) return refused;
  return concatenate(parts.map((part) => (part.kind === "text" ? literal(part.text) : match)));
}

/** The empty text is found before the first character, and with `replaceAll` around each. */
function beside(text: JsonataNode, put: JsonataNode, isAll: boolean): JsonataNode {
  if (!isAll) return concatenate([put, text]);
  const between = call("join", call("split", text, literal("")), put);
  return conditional(equals(text, literal("")), put, concatenate([put, between, put]));
}
