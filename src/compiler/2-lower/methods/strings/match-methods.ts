import {
  array,
  call,
  conditional,
  exists,
  lambda,
  local,
  literal,
  member,
  nested,
  nullLiteral,
  poison,
  sequence,
  spread,
} from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { ts } from "../../../program.ts";
import { isOnly } from "../../../1-analyze/shape.ts";
import { type LowerContext, refuse, shapeAt, sourceText } from "../../context.ts";
import { lowerExpression } from "../../recursion.ts";
import { lowerArgument, type MethodCall, type MethodTable, refuseMethod } from "../method-call.ts";
import { withNames } from "../position.ts";
import { isRegex, regexOf } from "../regex/regex-of.ts";
import type { Regex } from "../regex/parse-regex.ts";

/** Methods of texts that look for a regular expression. */
export const matchMethods: MethodTable = { match };

/** Methods of regular expressions themselves. */
export const regexMethods: MethodTable = { test, exec };

/** `pattern.test(text)`: only the first match is looked for, which may be empty. */
function test(method: MethodCall): JsonataNode {
  const { callee, node, context } = method;
  const [text] = node.arguments;
  if (text === undefined || node.arguments.length !== 1) return refuseMethod(method);
  const found = regexOf(callee.expression, { method: "test", findsMore: false }, context);
  if (found === undefined) return poison;
  // With the flag g, a pattern goes on where it found something before.
  if (found.isGlobal) return refuse(context, callee.expression, "MR2150", { what: "test with the flag g" });
  return call("contains", lowerArgument(method, text, "string"), found.node);
}

function exec(method: MethodCall): JsonataNode {
  const { callee, node, context } = method;
  const [text] = node.arguments;
  if (text === undefined || node.arguments.length !== 1) return refuseMethod(method);
  const found = regexOf(callee.expression, { method: "exec", findsMore: true }, context);
  if (found === undefined) return poison;
  if (found.isGlobal) return refuse(context, callee.expression, "MR2150", { what: "exec with the flag g" });
  return firstMatch(lowerArgument(method, text, "string"), found, callee.expression, context);
}

function match(method: MethodCall): JsonataNode {
  const { node, receiver, context } = method;
  const [pattern] = node.arguments;
  if (pattern === undefined || node.arguments.length !== 1 || !isRegex(pattern, context)) return refuseMethod(method);
  const found = regexOf(pattern, { method: "match", findsMore: true }, context);
  if (found === undefined) return poison;
  if (!found.isGlobal) return firstMatch(receiver, found, pattern, context);
  return withNames({ found: call("match", receiver, found.node) }, context, (matches) =>
    conditional(exists(matches!), sequence(member(matches!, "match", false)), nullLiteral),
  );
}

type FoundRegex = Regex & { readonly node: JsonataNode };

/** The first match and its groups, or null. */
function firstMatch(text: JsonataNode, found: FoundRegex, node: ts.Node, context: LowerContext): JsonataNode {
  const unset = found.groups.indexOf(false);
  if (unset >= 0) return refuse(context, node, "MR2153", { group: unset + 1 });
  return withNames({ found: call("match", text, found.node, literal(1)) }, context, (first) =>
    conditional(exists(first!), matchAndGroups(first!), nullLiteral),
  );
}

function matchAndGroups(found: JsonataNode): JsonataNode {
  return array([member(found, "match", false), spread(member(found, "groups", false))]);
}

/** `[...text.matchAll(pattern)]`: all matches, each with its groups; `undefined` for any other spread. */
export function lowerMatchAll(spreadOf: ts.Expression, context: LowerContext): JsonataNode | undefined {
  if (!ts.isCallExpression(spreadOf) || !ts.isPropertyAccessExpression(spreadOf.expression)) return undefined;
  const { expression: receiver, name } = spreadOf.expression;
  if (name.text !== "matchAll" || !isOnly(shapeAt(context, receiver), "string")) return undefined;
  const [pattern] = spreadOf.arguments;
  if (pattern === undefined || !isRegex(pattern, context))
    return refuse(context, spreadOf, "MR2151", { text: sourceText(pattern ?? spreadOf) });
  const found = regexOf(pattern, { method: "matchAll", findsMore: true }, context);
  if (found === undefined) return poison;
  if (!found.isGlobal) return refuse(context, pattern, "MR2150", { what: "matchAll without the flag g" });
  const unset = found.groups.indexOf(false);
  if (unset >= 0) return refuse(context, pattern, "MR2153", { group: unset + 1 });
  const matches = sequence(call("match", lowerExpression(receiver, context), found.node));
  const [sofar, item] = [context.names.local("sofar"), context.names.local("match")];
  const step = call("append", local(sofar), array([nested(matchAndGroups(local(item)))]));
  return call("reduce", matches, lambda([sofar, item], step), array([]));
}
