import { and, array, binary, call, conditional, equals, literal, nothing, poison } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { ts } from "../../../program.ts";
import type { LowerContext } from "../../context.ts";
import { lowerArgument, type MethodCall, type MethodTable, refuseMethod, withArguments } from "../method-call.ts";
import { positionOf, wholeOf, withNames } from "../position.ts";
import { isRegex, regexOf } from "../regex/regex-of.ts";

/** Methods that take parts of a text; positions count characters. */
export const cutMethods: MethodTable = {
  slice: (method) => withArguments(method, ["number", "number"], (from, to) => slice(method, from, to), 2),
  substring: (method) => withArguments(method, ["number", "number"], (from, to) => substring(method, from!, to), 1),
  at: (method) => withArguments(method, ["number"], (position) => at(method, position!)),
  charAt: (method) => withArguments(method, ["number"], (position) => charAt(method, position!)),
  split,
};

function slice({ receiver, context }: MethodCall, from: JsonataNode | undefined, to?: JsonataNode): JsonataNode {
  const start = from === undefined ? literal(0) : wholeOf(from, context);
  // `$substring` counts a negative start from the end as JavaScript does.
  if (to === undefined) return call("substring", receiver, start);
  const end = wholeOf(to, context);
  const [first, last] = [numberOf(start), numberOf(end)];
  if (first !== undefined && first >= 0 && last !== undefined && last >= 0)
    return call("substring", receiver, start, literal(Math.max(0, last - first)));
  return withNames({ text: receiver, start, end }, context, (text, startNamed, endNamed) => {
    const length = call("length", text!);
    return withNames({ from: fromEnd(startNamed!, length) }, context, (begin) =>
      call("substring", text!, begin!, binary("-", fromEnd(endNamed!, length), begin!)),
    );
  });
}

/** A position from the beginning; a negative one counts from the end, but not beyond the beginning. */
function fromEnd(position: JsonataNode, length: JsonataNode): JsonataNode {
  const known = numberOf(position);
  if (known !== undefined && known >= 0) return position;
  const counted = known === undefined ? binary("+", length, position) : binary("-", length, literal(-known));
  const clamped = call("max", array([literal(0), counted]));
  return known === undefined ? conditional(binary("<", position, literal(0)), clamped, position) : clamped;
}

function numberOf(node: JsonataNode): number | undefined {
  return node.kind === "literal" && typeof node.value === "number" ? node.value : undefined;
}

function substring({ receiver, context }: MethodCall, from: JsonataNode, to?: JsonataNode): JsonataNode {
  const start = positionOf(from, context);
  if (to === undefined) return call("substring", receiver, start);
  const end = positionOf(to, context);
  const [first, last] = [numberOf(start), numberOf(end)];
  if (first !== undefined && last !== undefined)
    return call("substring", receiver, literal(Math.min(first, last)), literal(Math.abs(last - first)));
  // The two change places where the first lies behind the second.
  return withNames({ start, end }, context, (one, other) =>
    call("substring", receiver, call("min", array([one!, other!])), call("abs", binary("-", other!, one!))),
  );
}

function at({ receiver, context }: MethodCall, position: JsonataNode): JsonataNode {
  const whole = wholeOf(position, context);
  const known = numberOf(whole);
  if (known !== undefined && known >= 0) return characterAt(receiver, whole, context);
  return withNames({ text: receiver, at: whole }, context, (text, offset) => {
    const counted = binary("+", call("length", text!), offset!);
    const start = known === undefined ? conditional(binary("<", offset!, literal(0)), counted, offset!) : counted;
    return withNames({ start }, context, (begin) =>
      conditional(binary(">=", begin!, literal(0)), characterAt(text!, begin!, context), nothing),
    );
  });
}

/** The character at a position from 0; nothing behind the end. */
export function characterAt(text: JsonataNode, position: JsonataNode, context: LowerContext): JsonataNode {
  return withNames({ character: call("substring", text, position, literal(1)) }, context, (character) =>
    conditional(equals(character!, literal("")), nothing, character!),
  );
}

/** `text[position]`: only whole positions from 0 have a character. */
export function characterAtKey(text: JsonataNode, key: JsonataNode, context: LowerContext): JsonataNode {
  const known = numberOf(key);
  if (known !== undefined) return Number.isInteger(known) && known >= 0 ? characterAt(text, key, context) : nothing;
  return withNames({ at: key }, context, (position) => {
    const isPosition = and(binary(">=", position!, literal(0)), equals(position!, call("floor", position!)));
    return conditional(isPosition, characterAt(text, position!, context), nothing);
  });
}

function charAt({ receiver, context }: MethodCall, position: JsonataNode): JsonataNode {
  const whole = wholeOf(position, context);
  const known = numberOf(whole);
  if (known !== undefined) return known < 0 ? literal("") : call("substring", receiver, whole, literal(1));
  return withNames({ at: whole }, context, (start) =>
    conditional(binary("<", start!, literal(0)), literal(""), call("substring", receiver, start!, literal(1))),
  );
}

/** With an empty separator `$split` gives UTF-16 units, as JavaScript does. */
function split(method: MethodCall): JsonataNode {
  const { node, receiver, context } = method;
  const [separator, limit] = node.arguments;
  const most = limit === undefined ? [] : [limitOf(limit)];
  if (separator === undefined || node.arguments.length > 2 || most.includes(undefined)) return refuseMethod(method);
  const limits = most.map((count) => literal(count!));
  if (!isRegex(separator, context)) {
    return call("split", receiver, lowerArgument(method, separator, "string"), ...limits);
  }
  const found = regexOf(separator, { method: "split", findsMore: true }, context);
  if (found === undefined) return poison;
  // JavaScript puts what the groups match among the parts.
  return found.groups.length > 0 ? refuseMethod(method) : call("split", receiver, found.node, ...limits);
}

/** A limit is a literal: a negative one would mean the largest number there is. */
function limitOf(node: ts.Expression): number | undefined {
  return ts.isNumericLiteral(node) && /^\d+$/.test(node.text) ? Number(node.text) : undefined;
}
