import {
  binary,
  call,
  conditional,
  equals,
  index,
  literal,
  member,
  not,
  nullLiteral,
  poison,
  regex,
} from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { ts } from "../../../program.ts";
import { definedPart, isOnly, type Shape } from "../../../1-analyze/shape.ts";
import { bare, type LowerContext, refuse, shapeAt, sourceText, typeText } from "../../context.ts";
import { lowerExpression } from "../../recursion.ts";
import { withNames } from "../position.ts";
import { millisOf } from "../dates/iso-date.ts";
import { argumentOf, fixed, type GlobalCall, type GlobalTable } from "./global-call.ts";

/** Functions that make numbers of texts, and tests of numbers. */
export const numberFunctions: GlobalTable = {
  Number: ({ node, context }) =>
    node.arguments.length === 1 ? lowerToNumber(node.arguments[0]!, "Number", context) : undefined,
  parseInt: (globalCall) => parseWhole(globalCall),
  "Number.parseInt": (globalCall) => parseWhole(globalCall),
  parseFloat: fixed(["string"], ([text], context) => parsed(text!, leading.decimal, context)),
  "Number.parseFloat": fixed(["string"], ([text], context) => parsed(text!, leading.decimal, context)),
  "Number.isInteger": fixed(["number"], ([value], context) => isWhole(value!, context)),
  "Number.isSafeInteger": fixed(["number"], ([value], context) => isSafe(value!, context)),
  "Number.isNaN": (globalCall) => isNotANumber(globalCall),
  "Number.isFinite": (globalCall) => negated(isNotANumber(globalCall)),
  isNaN: (globalCall) => isNotANumber(globalCall),
  isFinite: (globalCall) => negated(isNotANumber(globalCall)),
};

/** What `$number` reads; it takes some texts with `0x` in them for NaN, so it is asked only for these. */
const decimalText = "-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?";

/** What a text must begin with, for the functions that read no further. */
const leading = {
  decimal: "^\\s*[-+]?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?",
  whole: "^\\s*[-+]?[0-9]+",
  // Without a radix, 0x begins a hexadecimal number.
  wholeNotHexadecimal: "^\\s*[-+]?(?!0[xX])[0-9]+",
} as const;

/** `Number(value)` and `+value`: what JavaScript makes NaN of ends the execution. */
export function lowerToNumber(node: ts.Expression, operator: string, context: LowerContext): JsonataNode {
  const value = lowerExpression(node, context);
  return value.kind === "poison" ? value : toNumber(value, shapeAt(context, node), { node, operator, context });
}

interface Conversion {
  /** What a diagnostic points at. */
  readonly node: ts.Expression;
  readonly operator: string;
  readonly context: LowerContext;
}

/** A value as a number, as `Number` makes it one. */
export function toNumber(value: JsonataNode, shape: Shape, { node, operator, context }: Conversion): JsonataNode {
  const kinds = definedPart(shape);
  const convert = isOnly(kinds, "number")
    ? (defined: JsonataNode) => defined
    : isOnly(kinds, "string")
      ? (defined: JsonataNode) => numberOfText(defined, context)
      : isOnly(kinds, "boolean")
        ? (defined: JsonataNode) => call("number", defined)
        : isOnly(kinds, "date")
          ? millisOf
          : isOnly(kinds, "number", "string", "boolean")
            ? (defined: JsonataNode) => numberOfAny(defined, context)
            : undefined;
  if (convert === undefined || shape.has("undefined"))
    return refuse(context, node, "MR2101", { text: sourceText(node), type: typeText(context, node), operator });
  if (!shape.has("null")) return convert(value);
  return withNames({ value }, context, (named) =>
    conditional(equals(named!, nullLiteral), literal(0), convert(named!)),
  );
}

/** Of a value whose kind only the execution knows. */
function numberOfAny(value: JsonataNode, context: LowerContext): JsonataNode {
  return withNames({ value }, context, (named) =>
    conditional(equals(call("type", named!), literal("string")), numberOfText(named!, context), call("number", named!)),
  );
}

function numberOfText(text: JsonataNode, context: LowerContext): JsonataNode {
  return withNames({ digits: trimmed(text) }, context, (digits) =>
    conditional(
      equals(digits!, literal("")),
      literal(0),
      conditional(isNumeric(digits!), call("number", digits!), notANumber(digits!)),
    ),
  );
}

function trimmed(text: JsonataNode): JsonataNode {
  return call("replace", text, regex("^\\s+|\\s+$"), literal(""));
}

function isNumeric(digits: JsonataNode): JsonataNode {
  return call("contains", digits, regex(`^${decimalText}$`));
}

function notANumber(text: JsonataNode): JsonataNode {
  return call("error", binary("&", literal("not a number: "), text));
}

function parseWhole(globalCall: GlobalCall): JsonataNode | undefined {
  const { node, context } = globalCall;
  const [text, radix] = node.arguments;
  if (text === undefined || node.arguments.length > 2) return undefined;
  if (radix !== undefined && !(ts.isNumericLiteral(radix) && radix.text === "10"))
    return refuse(context, radix, "MR2157", { text: sourceText(radix), wanted: "10" });
  const value = argumentOf(globalCall, text, "string");
  return value.kind === "poison"
    ? value
    : parsed(value, radix === undefined ? leading.wholeNotHexadecimal : leading.whole, context);
}

/** The number that a text begins with. */
function parsed(text: JsonataNode, pattern: string, context: LowerContext): JsonataNode {
  return withNames({ text }, context, (whole) => {
    const found = member(index(call("match", whole!, regex(pattern), literal(1)), literal(0), false), "match", false);
    // `$number` knows neither a plus sign nor white space.
    const digits = call("replace", found, regex("[\\s+]"), literal(""));
    return conditional(call("contains", whole!, regex(pattern)), call("number", digits), notANumber(whole!));
  });
}

function isWhole(value: JsonataNode, context: LowerContext): JsonataNode {
  return withNames({ number: value }, context, (number) => equals(number!, call("floor", number!)));
}

function isSafe(value: JsonataNode, context: LowerContext): JsonataNode {
  return withNames({ number: value }, context, (number) =>
    binary(
      "and",
      equals(number!, call("floor", number!)),
      binary("<=", call("abs", number!), literal(Number.MAX_SAFE_INTEGER)),
    ),
  );
}

/** No number of an execution is NaN: only where a text would give one can it be asked for. */
function isNotANumber({ node, name, context }: GlobalCall): JsonataNode | undefined {
  const [argument] = node.arguments;
  if (argument === undefined || node.arguments.length !== 1) return undefined;
  const made = bare(argument);
  const source = ts.isCallExpression(made) && made.arguments.length === 1 ? sourceText(made.expression) : "";
  const [text] = ts.isCallExpression(made) ? made.arguments : [];
  if (source !== "Number" || text === undefined || !isOnly(shapeAt(context, text), "string"))
    return refuse(context, node, "MR2154", { name });
  const value = lowerExpression(text, context);
  if (value.kind === "poison") return poison;
  return withNames({ digits: trimmed(value) }, context, (digits) =>
    not(binary("or", equals(digits!, literal("")), isNumeric(digits!))),
  );
}

function negated(node: JsonataNode | undefined): JsonataNode | undefined {
  return node === undefined ? undefined : not(node);
}
