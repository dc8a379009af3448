import {
  array,
  binary,
  block,
  call,
  conditional,
  equals,
  isPoison,
  literal,
  local,
  poison,
  spread,
} from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { ts } from "../../../program.ts";
import { isOnly, shapeOf } from "../../../1-analyze/shape.ts";
import type { LowerContext } from "../../context.ts";
import { withName } from "../../expressions/condition.ts";
import { lowerExpression } from "../../recursion.ts";
import { wholeOf, withNames } from "../position.ts";
import { argumentOf, fixed, type GlobalCall, type GlobalTable } from "./global-call.ts";

/** The functions of Math that JSONata can say exactly. */
export const mathFunctions: GlobalTable = {
  "Math.floor": fixed(["number"], ([value]) => call("floor", value!)),
  "Math.ceil": fixed(["number"], ([value]) => call("ceil", value!)),
  "Math.abs": fixed(["number"], ([value]) => call("abs", value!)),
  "Math.round": fixed(["number"], ([value], context) => roundHalfUp(value!, context)),
  "Math.trunc": fixed(["number"], ([value], context) => wholeOf(value!, context)),
  "Math.sign": fixed(["number"], ([value], context) => sign(value!, context)),
  "Math.sqrt": fixed(["number"], ([value]) => call("sqrt", value!)),
  "Math.pow": fixed(["number", "number"], ([base, exponent]) => call("power", base!, exponent!)),
  "Math.min": (globalCall) => extreme("min", globalCall),
  "Math.max": (globalCall) => extreme("max", globalCall),
};

/** JSONata rounds halves to even. */
function roundHalfUp(value: JsonataNode, context: LowerContext): JsonataNode {
  return withName(value, context, (named) => {
    const name = context.names.local("whole");
    const isUp = binary(">=", binary("-", named, local(name)), literal(0.5));
    return block(
      [{ name, value: call("floor", named) }],
      conditional(isUp, binary("+", local(name), literal(1)), local(name)),
    );
  });
}

function sign(value: JsonataNode, context: LowerContext): JsonataNode {
  return withName(value, context, (named) =>
    conditional(
      binary(">", named, literal(0)),
      literal(1),
      conditional(binary("<", named, literal(0)), literal(-1), literal(0)),
    ),
  );
}

/** Any number of numbers, also spread from arrays; of none, JavaScript gives an infinity, which no JSON can hold. */
function extreme(name: "min" | "max", globalCall: GlobalCall): JsonataNode | undefined {
  const { node, context } = globalCall;
  const elements = node.arguments.map((argument) =>
    ts.isSpreadElement(argument) ? spreadNumbers(argument, context) : argumentOf(globalCall, argument, "number"),
  );
  if (elements.length === 0 || elements.includes(undefined)) return undefined;
  const numbers = array(elements.map((element) => element!));
  if (isPoison(numbers)) return poison;
  const hasOne = node.arguments.some((argument) => !ts.isSpreadElement(argument));
  if (hasOne) return call(name, numbers);
  return withNames({ numbers }, context, (list) =>
    conditional(
      equals(call("count", list!), literal(0)),
      call("error", literal(`Math.${name} of no numbers`)),
      call(name, list!),
    ),
  );
}

function spreadNumbers({ expression }: ts.SpreadElement, context: LowerContext): JsonataNode | undefined {
  const { checker } = context;
  const type = checker.getTypeAtLocation(expression);
  const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  const isNumbers =
    isOnly(shapeOf(type, checker), "array") && element !== undefined && isOnly(shapeOf(element, checker), "number");
  return isNumbers ? spread(lowerExpression(expression, context)) : undefined;
}
