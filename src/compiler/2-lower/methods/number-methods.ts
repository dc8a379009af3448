import { and, binary, call, conditional, literal, or } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse, sourceText } from "../context.ts";
import { concatenate } from "../expressions/template.ts";
import { lowerByName, type MethodCall, refuseMethod, withArguments } from "./method-call.ts";
import { withNames } from "./position.ts";

/** The methods of numbers. */
export const lowerNumberMethod = lowerByName({
  toString: (method: MethodCall) => withArguments(method, [], () => call("string", method.receiver)),
  valueOf: (method: MethodCall) => withArguments(method, [], () => method.receiver),
  toFixed,
});

/** The methods of booleans. */
export const lowerBooleanMethod = lowerByName({
  toString: (method: MethodCall) => withArguments(method, [], () => call("string", method.receiver)),
  valueOf: (method: MethodCall) => withArguments(method, [], () => method.receiver),
});

/** With more decimals the factors below would not be exact. */
const mostDecimals = 8;

/** From here on a number becomes text with 15 digits only. */
const mostDigits = 1e15;

/**
 * JavaScript rounds the number that is really there: 1.005 is a little less, so it becomes 1.00. `$formatNumber` rounds
 * the digits that one sees, halves to even.
 */
function toFixed(method: MethodCall): JsonataNode {
  const { node, receiver, context } = method;
  const [argument] = node.arguments;
  if (node.arguments.length > 1) return refuseMethod(method);
  const decimals = argument === undefined ? 0 : Number(ts.isNumericLiteral(argument) ? argument.text : NaN);
  if (!Number.isInteger(decimals) || decimals > mostDecimals)
    return refuse(context, argument ?? node, "MR2157", {
      text: sourceText(argument ?? node),
      wanted: `0 to ${mostDecimals}`,
    });
  return withNames({ number: receiver }, context, (number) =>
    withNames({ size: call("abs", number!) }, context, (size) => {
      const text = conditional(
        binary("<", binary("*", size!, literal(10 ** decimals)), literal(mostDigits)),
        rounded(size!, decimals, context),
        call("formatNumber", size!, literal(decimals === 0 ? "0" : `0.${"0".repeat(decimals)}`)),
      );
      return concatenate([conditional(binary("<", number!, literal(0)), literal("-"), literal("")), text]);
    }),
  );
}

/** A number from 0, as text with so many decimals, halves rounded up. */
function rounded(size: JsonataNode, decimals: number, context: LowerContext): JsonataNode {
  const factor = literal(10 ** decimals);
  return withNames({ scaled: binary("*", size, factor) }, context, (scaled) =>
    withNames({ whole: call("floor", scaled!) }, context, (whole) =>
      withNames({ rest: binary("-", scaled!, whole!) }, context, (rest) => {
        const isHalf = and(
          binary("=", rest!, literal(0.5)),
          binary(">=", scalingError(size, scaled!, decimals, context), literal(0)),
        );
        const isUp = or(binary(">", rest!, literal(0.5)), isHalf);
        const digits = call("string", conditional(isUp, binary("+", whole!, literal(1)), whole!));
        return decimals === 0 ? digits : withPoint(digits, decimals, context);
      }),
    ),
  );
}

/** Splits a number in two halves of 26 bits, whose products are exact. */
const splitter = 2 ** 27 + 1;

/** What the multiplication lost: the exact product less the rounded one. */
function scalingError(size: JsonataNode, scaled: JsonataNode, decimals: number, context: LowerContext): JsonataNode {
  if (decimals === 0) return literal(0);
  const factor = literal(10 ** decimals);
  return withNames({ wide: binary("*", size, literal(splitter)) }, context, (wide) =>
    withNames({ high: binary("-", wide!, binary("-", wide!, size)) }, context, (high) =>
      binary("+", binary("-", binary("*", high!, factor), scaled), binary("*", binary("-", size, high!), factor)),
    ),
  );
}

function withPoint(digits: JsonataNode, decimals: number, context: LowerContext): JsonataNode {
  return withNames({ digits: call("pad", digits, literal(-1 - decimals), literal("0")) }, context, (padded) => {
    const point = binary("-", call("length", padded!), literal(decimals));
    return concatenate([
      call("substring", padded!, literal(0), point),
      literal("."),
      call("substring", padded!, point),
    ]);
  });
}
