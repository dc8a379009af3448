import { unreachable } from "../unreachable.ts";
import {
  array,
  binary,
  block,
  call,
  conditional,
  index,
  lambda,
  member,
  negate,
  nested,
  object,
  spread,
} from "./build.ts";
import type { CallNode, JsonataNode } from "./node.ts";
import { isSameNode } from "./is-same-node.ts";

/** Whether one of the nodes directly inside a node satisfies the predicate. Makes no list of them: walks are most of optimizing. */
function someChild(node: JsonataNode, test: (child: JsonataNode) => boolean): boolean {
  switch (node.kind) {
    case "literal":
    case "placeholder":
    case "reference":
    case "local":
    case "states":
    case "regex":
    case "nothing":
    case "now":
    case "poison":
      return false;
    case "member":
      return test(node.object);
    case "index":
      return test(node.array) || test(node.index);
    case "spread":
      return test(node.array);
    case "array":
      return node.elements.some(test);
    case "object":
      return node.members.some(({ key, value }) => test(key) || test(value));
    case "binary":
      return test(node.left) || test(node.right);
    case "negate":
      return test(node.operand);
    case "conditional":
      return test(node.test) || test(node.whenTrue) || test(node.whenFalse);
    case "call":
      return node.arguments.some(test);
    case "lambda":
      return test(node.body);
    case "block":
      return node.bindings.some(({ value }) => test(value)) || test(node.result);
    default:
      return unreachable(node);
  }
}

/** Calls `visit` for the nodes directly inside a node. */
export function forEachChild(node: JsonataNode, visit: (child: JsonataNode) => void): void {
  someChild(node, (child) => {
    visit(child);
    return false;
  });
}

/** The same node with each child replaced; rebuilt through the builders, so that what becomes decidable folds. */
export function mapChildren(node: JsonataNode, change: (child: JsonataNode) => JsonataNode): JsonataNode {
  switch (node.kind) {
    case "literal":
    case "placeholder":
    case "reference":
    case "local":
    case "states":
    case "regex":
    case "nothing":
    case "now":
    case "poison":
      return node;
    case "member":
      return member(change(node.object), node.name, node.missing);
    case "index":
      return index(change(node.array), change(node.index), node.missing);
    case "array":
      return node.wrapper === true ? nested(change(node.elements[0]!)) : array(node.elements.map(change));
    case "spread":
      return spread(change(node.array));
    case "object":
      return object(node.members.map(({ key, value }) => ({ key: change(key), value: change(value) })));
    case "binary":
      return binary(node.operator, change(node.left), change(node.right));
    case "negate":
      return negate(change(node.operand));
    case "conditional":
      return conditional(change(node.test), change(node.whenTrue), change(node.whenFalse));
    case "call":
      return call(node.function, ...node.arguments.map(change));
    case "lambda":
      return lambda(node.parameters, change(node.body));
    case "block":
      return block(
        node.bindings.map(({ name, value }) => ({ name, value: change(value) })),
        change(node.result),
      );
    default:
      return unreachable(node);
  }
}

/** Calls `visit` for a node and all inside it. */
export function walkJsonata(node: JsonataNode, visit: (node: JsonataNode) => void): void {
  visit(node);
  forEachChild(node, (child) => walkJsonata(child, visit));
}

/** Whether a node, or one inside it, satisfies the predicate. */
export function someNode(node: JsonataNode, predicate: (node: JsonataNode) => boolean): boolean {
  const test = (inner: JsonataNode): boolean => predicate(inner) || someChild(inner, test);
  return test(node);
}

/** The deepest expression that is emitted; Step Functions' own bound lies higher, but is not documented. */
export const deepestExpression = 60;

/** How deep the expression nests. Step Functions fails on deep ones, near 200 levels. */
export function depthOf(node: JsonataNode): number {
  let deepest = 0;
  forEachChild(node, (child) => {
    deepest = Math.max(deepest, depthOf(child));
  });
  return 1 + deepest;
}

/** Whether evaluating may give nothing. */
export function mayBeMissing(node: JsonataNode): boolean {
  switch (node.kind) {
    case "member":
    case "index":
      return node.missing;
    case "local":
      return node.missing === true;
    case "nothing":
      return true;
    case "conditional":
      return (mayBeMissing(node.whenTrue) && !ensures(node.test, node.whenTrue)) || mayBeMissing(node.whenFalse);
    case "block":
      return mayBeMissing(node.result);
    case "call":
      return node.function === "lookup" || node.function === "sift" || node.function === "match";
    default:
      return false;
  }
}

/** Whether a test holds only where a node has a value: `$exists(x) and … ? x : …`. */
function ensures(test: JsonataNode, node: JsonataNode): boolean {
  if (test.kind === "binary" && test.operator === "and") return ensures(test.left, node) || ensures(test.right, node);
  const [operand] = test.kind === "call" && test.function === "exists" ? test.arguments : [];
  return operand !== undefined && isSameNode(operand, node);
}

/** Functions that end the evaluation on some arguments. `$number` and `$toMillis` are called only where they cannot. */
const partialFunctions: ReadonlySet<string> = new Set([
  "error",
  "parse",
  "power",
  "sqrt",
  "decodeUrl",
  "decodeUrlComponent",
]);

/** Whether evaluating may end in States.QueryEvaluationError although the types are right. */
export function canFail(node: JsonataNode): boolean {
  return someNode(
    node,
    (inner) => inner.kind === "call" && partialFunctions.has(inner.function) && !isWholePower(inner),
  );
}

/** A whole power from 0 fails on overflow alone, as a multiplication does. */
function isWholePower({ function: name, arguments: [, exponent] }: CallNode): boolean {
  const value = exponent?.kind === "literal" ? exponent.value : undefined;
  return name === "power" && Number.isInteger(value) && Number(value) >= 0;
}

/** Functions that give another value each time. */
const volatileFunctions: ReadonlySet<string> = new Set(["random", "uuid"]);

/** Whether evaluating twice may give two values, so that the node must be evaluated once. */
export function isVolatile(node: JsonataNode): boolean {
  return someNode(node, (inner) => inner.kind === "call" && volatileFunctions.has(inner.function));
}

/** Whether evaluating in a state that is entered at another moment gives another value. */
export function readsTime(node: JsonataNode): boolean {
  return someNode(node, ({ kind }) => kind === "now");
}

/** Whether a value costs nothing to repeat: a literal, a variable, a path. */
export function isPlainPath(node: JsonataNode): boolean {
  switch (node.kind) {
    case "literal":
    case "placeholder":
    case "reference":
    case "local":
    case "states":
    case "nothing":
      return true;
    case "member":
      return isPlainPath(node.object);
    case "index":
      return isPlainPath(node.array) && isPlainPath(node.index);
    default:
      return false;
  }
}
