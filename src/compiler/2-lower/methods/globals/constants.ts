import { literal } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";

const constants: Readonly<Record<string, number>> = {
  "Math.PI": Math.PI,
  "Math.E": Math.E,
  "Math.LN2": Math.LN2,
  "Math.LN10": Math.LN10,
  "Math.LOG2E": Math.LOG2E,
  "Math.LOG10E": Math.LOG10E,
  "Math.SQRT2": Math.SQRT2,
  "Math.SQRT1_2": Math.SQRT1_2,
  "Number.EPSILON": Number.EPSILON,
  "Number.MAX_SAFE_INTEGER": Number.MAX_SAFE_INTEGER,
  "Number.MIN_SAFE_INTEGER": Number.MIN_SAFE_INTEGER,
};

/** A number that the language names; `undefined` for any other member. */
export function globalConstant(name: string): JsonataNode | undefined {
  return Object.hasOwn(constants, name) ? literal(constants[name]!) : undefined;
}
