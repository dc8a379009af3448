import { binary, call, conditional, equals, literal, regex } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { ts } from "../../../program.ts";
import { refuse, sourceText } from "../../context.ts";
import { concatenate } from "../../expressions/template.ts";
import { lowerToText } from "../../expressions/text.ts";
import { type MethodCall, type MethodTable, refuseMethod, withArguments } from "../method-call.ts";
import { isCount, positionOf, wholeOf, withNames } from "../position.ts";

/** Methods that give a text another form. */
export const formMethods: MethodTable = {
  trim: (method) => withArguments(method, [], () => strip(method.receiver, "^\\s+|\\s+$")),
  trimStart: (method) => withArguments(method, [], () => strip(method.receiver, "^\\s+")),
  trimEnd: (method) => withArguments(method, [], () => strip(method.receiver, "\\s+$")),
  toUpperCase: (method) => withArguments(method, [], () => call("uppercase", method.receiver)),
  toLowerCase: (method) => withArguments(method, [], () => call("lowercase", method.receiver)),
  toString: (method: MethodCall) => withArguments(method, [], () => method.receiver),
  valueOf: (method: MethodCall) => withArguments(method, [], () => method.receiver),
  padStart: (method) => pad(method, (width) => negative(width)),
  padEnd: (method) => pad(method, (width) => width),
  repeat: (method) => withArguments(method, ["number"], (count) => repeat(method, count!)),
  concat,
};

function strip(text: JsonataNode, pattern: string): JsonataNode {
  return call("replace", text, regex(pattern), literal(""));
}

function negative(width: JsonataNode): JsonataNode {
  return width.kind === "literal" ? literal(-Number(width.value)) : { kind: "negate", operand: width };
}

/** `$pad` fills up on the left where the width is negative; without a filling it takes spaces. */
function pad(method: MethodCall, signed: (width: JsonataNode) => JsonataNode): JsonataNode {
  const { receiver, context } = method;
  return withArguments(
    method,
    ["number", "string"],
    (wanted, filling) => {
      const width = signed(positionOf(wanted!, context));
      if (filling === undefined) return call("pad", receiver, width);
      if (filling.kind === "literal") return filling.value === "" ? receiver : call("pad", receiver, width, filling);
      return withNames({ text: receiver, filling }, context, (text, fill) =>
        conditional(equals(fill!, literal("")), text!, call("pad", text!, width, fill!)),
      );
    },
    1,
  );
}

/** As many texts lie between one separator more: `$pad` makes the separators, `$join` puts the text between. */
function repeat({ node, receiver, context }: MethodCall, wanted: JsonataNode): JsonataNode {
  const repeated = (count: JsonataNode): JsonataNode =>
    call("join", call("split", call("pad", literal(""), count, literal(" ")), literal(" ")), receiver);
  if (wanted.kind === "literal" && (Number(wanted.value) < 0 || Number(wanted.value) > longestRepeat)) {
    const argument = node.arguments[0]!;
    return refuse(context, argument, "MR2157", { text: sourceText(argument), wanted: `0 to ${longestRepeat}` });
  }
  const count = wholeOf(wanted, context);
  if (isCount(count)) return repeated(count);
  return withNames({ count }, context, (times) =>
    conditional(
      binary("<", times!, literal(0)),
      call("error", literal("repeat: the count is negative")),
      repeated(times!),
    ),
  );
}

/** A text of this length takes most of the memory that an evaluation has. */
const longestRepeat = 4_000_000;

function concat(method: MethodCall): JsonataNode {
  const { node, receiver, context } = method;
  if (node.arguments.some(ts.isSpreadElement)) return refuseMethod(method);
  return concatenate([receiver, ...node.arguments.map((argument) => lowerToText(argument, context))]);
}
