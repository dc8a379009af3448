import { isDeepEqual } from "./is-deep-equal.ts";
import type { Json } from "#asl";
import { unreachable } from "../unreachable.ts";
import type { FilterNode, FilterOperand, FilterOperator } from "./filter-node.ts";
import type { PathScope } from "./path-scope.ts";
import type { ParsedPath } from "./path-token.ts";
import { isList } from "../is-list.ts";
import { typeName } from "../type-name.ts";

/** Whether an element passes `[?(…)]`; `@` is the element, `$` the document of the whole path. */
export type Filter = (element: Json, scope: PathScope) => boolean;

/** How a path within a filter is compiled: given, because paths hold filters themselves. */
export type CompileFilterPath = (path: ParsedPath) => (scope: PathScope) => Json | undefined;

export function compileFilter(node: FilterNode, compilePath: CompileFilterPath): Filter {
  switch (node.kind) {
    case "or":
    case "and": {
      const left = compileFilter(node.left, compilePath);
      const right = compileFilter(node.right, compilePath);
      return node.kind === "or"
        ? (element, scope) => left(element, scope) || right(element, scope)
        : (element, scope) => left(element, scope) && right(element, scope);
    }
    case "not": {
      const test = compileFilter(node.test, compilePath);
      return (element, scope) => !test(element, scope);
    }
    case "exists": {
      const read = compileOperand({ kind: "path", path: node.path }, compilePath);
      return (element, scope) => read(element, scope) !== undefined;
    }
    case "compare": {
      if (node.right.kind === "pattern")
        return compilePattern(compileOperand(node.left, compilePath), node.right.pattern);
      const left = compileOperand(node.left, compilePath);
      const right = compileOperand(node.right, compilePath);
      const holds = comparisons[node.operator];
      return (element, scope) => holds(left(element, scope), right(element, scope));
    }
    default:
      return unreachable(node);
  }
}

type Operand = (element: Json, scope: PathScope) => Json | undefined;

function compileOperand(operand: FilterOperand, compilePath: CompileFilterPath): Operand {
  if (operand.kind === "literal") return () => operand.value;
  // A pattern is only something to match with.
  if (operand.kind === "pattern") return () => undefined;
  const find = compilePath(operand.path);
  return operand.path.root.kind === "element"
    ? (element, scope) =>
        find({ document: element, context: () => scope.context(), variable: (name) => scope.variable(name) })
    : (_, scope) => find(scope);
}

function compilePattern(read: Operand, pattern: RegExp): Filter {
  return (element, scope) => {
    const value = read(element, scope);
    return typeof value === "string" && pattern.test(value);
  };
}

type Comparison = (left: Json | undefined, right: Json | undefined) => boolean;

const comparisons: Readonly<Record<FilterOperator, Comparison>> = {
  "==": isDeepEqual,
  "!=": (left, right) => !isDeepEqual(left, right),
  "<": ordered((order) => order < 0),
  "<=": ordered((order) => order <= 0),
  ">": ordered((order) => order > 0),
  ">=": ordered((order) => order >= 0),
  "=~": () => false,
  in: (left, right) => left !== undefined && includes(right, left),
  nin: (left, right) => left !== undefined && !includes(right, left),
  subsetof: (left, right) => isList(left) && left.every((element) => includes(right, element)),
  anyof: (left, right) => isList(left) && left.some((element) => includes(right, element)),
  noneof: (left, right) => isList(left) && !left.some((element) => includes(right, element)),
  contains: (left, right) =>
    typeof left === "string" && typeof right === "string"
      ? left.includes(right)
      : right !== undefined && includes(left, right),
  size: (left, right) => sizeOf(left) === right,
  empty: (left, right) => sizeOf(left) !== undefined && (sizeOf(left) === 0) === right,
  type: (left, right) => typeName(left) === right,
};

/** Only numbers compare with numbers and texts with texts. */
function ordered(holds: (order: number) => boolean): Comparison {
  return (left, right) => {
    if (typeof left === "number" && typeof right === "number") return holds(left - right);
    if (typeof left !== "string" || typeof right !== "string") return false;
    return holds(left < right ? -1 : left > right ? 1 : 0);
  };
}

function includes(list: Json | undefined, value: Json): boolean {
  return isList(list) && list.some((element) => isDeepEqual(element, value));
}

function sizeOf(value: Json | undefined): number | undefined {
  return typeof value === "string" || isList(value) ? value.length : undefined;
}
