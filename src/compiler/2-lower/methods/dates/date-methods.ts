import { binary, call, literal } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { refuse, sourceText } from "../../context.ts";
import { lowerByName, type LowerMethod, type MethodCall, withArguments } from "../method-call.ts";
import { millisOf } from "./iso-date.ts";

/** The methods of dates: those that depend on no time zone and change nothing. */
const lowerNamed = lowerByName({
  toISOString: plain((date) => date),
  toJSON: plain((date) => date),
  getTime: plain(millisOf),
  valueOf: plain(millisOf),
  getUTCFullYear: plain((date) => digits(date, 0, 4)),
  getUTCMonth: plain((date) => binary("-", digits(date, 5, 2), literal(1))),
  getUTCDate: plain((date) => digits(date, 8, 2)),
  getUTCHours: plain((date) => digits(date, 11, 2)),
  getUTCMinutes: plain((date) => digits(date, 14, 2)),
  getUTCSeconds: plain((date) => digits(date, 17, 2)),
  getUTCMilliseconds: plain((date) => digits(date, 20, 3)),
  // JSONata counts the days of a week from Monday, 1.
  getUTCDay: plain((date) =>
    binary("%", call("number", call("fromMillis", millisOf(date), literal("[F0]"))), literal(7)),
  ),
});

export function lowerDateMethod(method: MethodCall): JsonataNode {
  const { node, callee, context } = method;
  const name = callee.name.text;
  if (name.startsWith("set")) return refuse(context, node, "MR2159", { name, text: sourceText(callee.expression) });
  const isLocal = /^get(?!UTC|Time$)|^to(?!ISOString$|JSON$)/.test(name);
  return isLocal ? refuse(context, node, "MR2156", { text: sourceText(node) }) : lowerNamed(method);
}

function plain(build: (date: JsonataNode) => JsonataNode): LowerMethod {
  return (method) => withArguments(method, [], () => build(method.receiver));
}

function digits(date: JsonataNode, start: number, length: number): JsonataNode {
  return call("number", call("substring", date, literal(start), literal(length)));
}
