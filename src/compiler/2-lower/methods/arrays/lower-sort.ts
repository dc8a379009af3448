import {
  binary,
  block,
  call,
  conditional,
  equals,
  lambda,
  literal,
  local,
  nullLiteral,
  poison,
  sequence,
} from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { definedPart, isOnly, type Shape } from "../../../1-analyze/shape.ts";
import { ts } from "../../../program.ts";
import { refuse } from "../../context.ts";
import { lowerExpression } from "../../recursion.ts";
import { lowerCallback } from "../lambda.ts";
import { type MethodCall, refuseMethod } from "../method-call.ts";
import { elementShapeAt } from "./element-shape.ts";
import { refuseElements } from "./refuse-elements.ts";
import { withParameters } from "./with-parameters.ts";

/**
 * `$sort` asks whether a left element comes after a right one; engines of JavaScript ask whether the comparator gives less
 * than 0 for the later element and the earlier one. For comparators that contradict themselves (`a < b ? -1 : 1`) it matters.
 */
export function lowerSort(method: MethodCall): JsonataNode {
  const { node, receiver, callee, context } = method;
  const [comparator, ...others] = node.arguments;
  if (others.length > 0) return refuseMethod(method);
  if (comparator === undefined) return sortByText(method, elementShapeAt(callee.expression, context));
  const locale = localeCompareIn(comparator);
  if (locale !== undefined) return refuse(context, locale, "MR2142");
  const lowered = lowerCallback(comparator, lowerExpression, context);
  if (lowered === undefined) return poison;
  const [first, second] = withParameters(lowered, ["first", "second"], context);
  return sortWith(receiver, lambda([second!, first!], isNegative(lowered.body)));
}

/** Without a comparator JavaScript sorts by text, JSONata by value. */
function sortByText(method: MethodCall, shape: Shape): JsonataNode {
  const { receiver, context } = method;
  if (!isOnly(definedPart(shape), "string", "number", "boolean")) return refuseElements(method);
  if (isOnly(shape, "string")) return call("sort", receiver);
  const [left, right] = [context.names.local("left"), context.names.local("right")];
  const text = (name: string): JsonataNode => {
    const plain = call("string", local(name));
    return shape.has("null") ? conditional(equals(local(name), nullLiteral), literal("null"), plain) : plain;
  };
  return sortWith(receiver, lambda([left, right], binary(">", text(left), text(right))));
}

/** As what a function ends with, `$sort` cannot call its comparator ("comp is not a function"): it is put into an array. */
function sortWith(list: JsonataNode, comparator: JsonataNode): JsonataNode {
  return sequence(call("sort", list, comparator));
}

/** Whether a comparator's result is below 0, told from how it was made: `a - b` is where `a < b`. */
function isNegative(result: JsonataNode): JsonataNode {
  switch (result.kind) {
    case "literal":
      return literal(typeof result.value === "number" && result.value < 0);
    case "conditional":
      return chosen(result.test, isNegative(result.whenTrue), isNegative(result.whenFalse));
    case "block":
      return block(result.bindings, isNegative(result.result));
    case "binary":
      return result.operator === "-" ? binary("<", result.left, result.right) : binary("<", result, literal(0));
    default:
      return binary("<", result, literal(0));
  }
}

/** Arms that say the same need no test: of `a < b ? -1 : a > b ? 1 : 0` only the first is left. */
function chosen(test: JsonataNode, whenTrue: JsonataNode, whenFalse: JsonataNode): JsonataNode {
  const isSame = whenTrue.kind === "literal" && whenFalse.kind === "literal" && whenTrue.value === whenFalse.value;
  return isSame ? whenTrue : conditional(test, whenTrue, whenFalse);
}

function localeCompareIn(node: ts.Node): ts.Node | undefined {
  if (ts.isPropertyAccessExpression(node) && node.name.text === "localeCompare") return node.name;
  return ts.forEachChild(node, localeCompareIn);
}
