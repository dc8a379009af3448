import { and, binary, local, trueLiteral } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import type { LowerContext } from "../context.ts";
import { elementShapeAt } from "../methods/arrays/element-shape.ts";
import { keepWhere } from "../methods/arrays/keep-where.ts";

export interface Bounds {
  readonly start?: JsonataNode;
  readonly end?: JsonataNode;
}

/** The elements from one position up to another; `callee` is a method of the list, whose type says what it holds. */
export function keepBetween(
  list: JsonataNode,
  { start, end }: Bounds,
  callee: ts.PropertyAccessExpression,
  context: LowerContext,
): JsonataNode {
  const [item, position] = [context.names.local("item"), context.names.local("position")];
  const body = and(
    start === undefined ? trueLiteral : binary(">=", local(position), start),
    end === undefined ? trueLiteral : binary("<", local(position), end),
  );
  return keepWhere(list, { parameters: [item, position], body }, elementShapeAt(callee.expression, context), context);
}
