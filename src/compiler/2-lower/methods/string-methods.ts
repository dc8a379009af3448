import { and, binary, call, equals, literal, regex } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { withName } from "../expressions/condition.ts";
import { type LowerMethod, type MethodCall, refuseMethod, withArguments } from "./method-call.ts";

/** The methods of strings that JSONata can say exactly. */
const methods: Readonly<Record<string, LowerMethod>> = {
  includes: (method: MethodCall) =>
    withArguments(method, ["string"], (part) => call("contains", method.receiver, part!)),
  startsWith: (method: MethodCall) => withArguments(method, ["string"], (part) => startsWith(method, part!)),
  endsWith: (method: MethodCall) => withArguments(method, ["string"], (part) => endsWith(method, part!)),
  split: (method: MethodCall) =>
    withArguments(method, ["string"], (separator) => call("split", method.receiver, separator!)),
  replaceAll: (method: MethodCall) =>
    withArguments(method, ["string", "string"], (from, to) => replaceAll(method, from!, to!)),
  trim: (method: MethodCall) => withArguments(method, [], () => strip(method.receiver, "^\\s+|\\s+$")),
  trimStart: (method: MethodCall) => withArguments(method, [], () => strip(method.receiver, "^\\s+")),
  trimEnd: (method: MethodCall) => withArguments(method, [], () => strip(method.receiver, "\\s+$")),
  toUpperCase: (method: MethodCall) => withArguments(method, [], () => call("uppercase", method.receiver)),
  toLowerCase: (method: MethodCall) => withArguments(method, [], () => call("lowercase", method.receiver)),
  toString: (method: MethodCall) => withArguments(method, [], () => method.receiver),
};

export function lowerStringMethod(method: MethodCall): JsonataNode {
  const name = method.callee.name.text;
  const lower = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return lower === undefined ? refuseMethod(method) : lower(method);
}

function startsWith({ receiver, context }: MethodCall, part: JsonataNode): JsonataNode {
  return withName(part, context, (named) =>
    equals(call("substring", receiver, literal(0), call("length", named)), named),
  );
}

function endsWith({ receiver, context }: MethodCall, part: JsonataNode): JsonataNode {
  return withName(receiver, context, (text) =>
    withName(part, context, (end) => {
      const start = binary("-", call("length", text), call("length", end));
      return and(binary(">=", start, literal(0)), equals(call("substring", text, start), end));
    }),
  );
}

/** `$replace` refuses an empty pattern, and reads `$` in the replacement as JavaScript does: neither is risked. */
function replaceAll(method: MethodCall, from: JsonataNode, to: JsonataNode): JsonataNode {
  const isPlain =
    from.kind === "literal" && from.value !== "" && to.kind === "literal" && !String(to.value).includes("$");
  return isPlain ? call("replace", method.receiver, from, to) : refuseMethod(method);
}

function strip(text: JsonataNode, pattern: string): JsonataNode {
  return call("replace", text, regex(pattern), literal(""));
}
