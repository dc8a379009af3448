import { and, array, binary, call, conditional, equals, index, literal } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { withName } from "../../expressions/condition.ts";
import { type MethodCall, type MethodTable, refuseMethod, withArguments } from "../method-call.ts";
import { positionOf, withNames } from "../position.ts";

type Search = (method: MethodCall, part: JsonataNode, position: JsonataNode | undefined) => JsonataNode;

/** Methods that look for a text in a text; positions count characters. */
export const searchMethods: MethodTable = {
  includes: withPart(includes),
  startsWith: withPart(startsWith),
  endsWith: withPart(endsWith),
  indexOf: withPart(indexOf),
  lastIndexOf: (method) => withArguments(method, ["string"], (part) => lastIndexOf(method, part!)),
};

function withPart(search: Search): (method: MethodCall) => JsonataNode {
  return (method) =>
    withArguments(
      method,
      ["string", "number"],
      (part, position) =>
        search(method, part!, position === undefined ? undefined : positionOf(position, method.context)),
      1,
    );
}

function includes({ receiver }: MethodCall, part: JsonataNode, position: JsonataNode | undefined): JsonataNode {
  return call("contains", position === undefined ? receiver : call("substring", receiver, position), part);
}

function startsWith({ receiver, context }: MethodCall, part: JsonataNode, position = literal(0)): JsonataNode {
  return withName(part, context, (named) => equals(call("substring", receiver, position, lengthOf(named)), named));
}

function endsWith(
  { receiver, context }: MethodCall,
  part: JsonataNode,
  position: JsonataNode | undefined,
): JsonataNode {
  const whole = position === undefined ? receiver : call("substring", receiver, literal(0), position);
  return withName(whole, context, (text) =>
    withName(part, context, (end) => {
      const start = binary("-", call("length", text), lengthOf(end));
      return and(binary(">=", start, literal(0)), equals(call("substring", text, start), end));
    }),
  );
}

function lengthOf(text: JsonataNode): JsonataNode {
  return text.kind === "literal" ? literal([...String(text.value)].length) : call("length", text);
}

function indexOf(method: MethodCall, part: JsonataNode, position: JsonataNode | undefined): JsonataNode {
  const { receiver, context } = method;
  return withNames({ text: receiver, part }, context, (text, wanted) => {
    if (position === undefined) return firstIn(text!, wanted!);
    // Behind the end only the empty text is found, at the end.
    const start = call("min", array([position, call("length", text!)]));
    return withNames({ start }, context, (from) =>
      withNames({ rest: call("substring", text!, from!) }, context, (rest) => {
        const isFound = call("contains", rest!, wanted!);
        const before = call("length", call("substringBefore", rest!, wanted!));
        return conditional(isFound, binary("+", from!, before), literal(-1));
      }),
    );
  });
}

function firstIn(text: JsonataNode, part: JsonataNode): JsonataNode {
  const position = call("length", call("substringBefore", text, part));
  return conditional(call("contains", text, part), position, literal(-1));
}

/** What stands behind the last separator tells where that is: if no two occurrences can overlap. */
function lastIndexOf(method: MethodCall, part: JsonataNode): JsonataNode {
  const { receiver, context } = method;
  if (part.kind !== "literal" || overlapsItself(String(part.value))) return refuseMethod(method);
  return withNames({ text: receiver }, context, (text) =>
    withNames({ parts: call("split", text!, part) }, context, (parts) => {
      const behind = call("length", index(parts!, literal(-1), false));
      const position = binary("-", binary("-", call("length", text!), behind), lengthOf(part));
      return conditional(equals(call("count", parts!), literal(1)), literal(-1), position);
    }),
  );
}

/** Whether two occurrences of a text may share characters. */
function overlapsItself(text: string): boolean {
  const ends = Array.from({ length: Math.max(0, text.length - 1) }, (_, length) => text.slice(-length - 1));
  return text === "" || ends.some((end) => text.startsWith(end));
}
