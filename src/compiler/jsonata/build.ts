import type { Variable } from "../ir/variable.ts";
import type {
  BinaryOperator,
  ConditionalNode,
  JsonataNode,
  LiteralNode,
  ObjectMember,
  RegexNode,
  StatesNode,
} from "./node.ts";

// Builds nodes, folding what is already decided, so that no later phase has to look for `true and x`.

export const nothing: JsonataNode = { kind: "nothing" };
export const now: JsonataNode = { kind: "now" };
export const poison: JsonataNode = { kind: "poison" };
export const nullLiteral: JsonataNode = { kind: "literal", value: null };
export const trueLiteral: JsonataNode = { kind: "literal", value: true };
export const falseLiteral: JsonataNode = { kind: "literal", value: false };

export function literal(value: LiteralNode["value"]): JsonataNode {
  return { kind: "literal", value };
}

export function placeholder(name: string): JsonataNode {
  return { kind: "placeholder", name };
}

export function reference(variable: Variable): JsonataNode {
  return { kind: "reference", variable };
}

/** `missing`: what the name is bound to may be nothing. */
export function local(name: string, missing = false): JsonataNode {
  return missing ? { kind: "local", name, missing } : { kind: "local", name };
}

export function states(field: StatesNode["field"]): JsonataNode {
  return { kind: "states", field };
}

/** A chain of members, none of which can be missing. */
export function path(object: JsonataNode, ...names: readonly string[]): JsonataNode {
  return names.reduce((node, name) => member(node, name, false), object);
}

export function member(object: JsonataNode, name: string, missing: boolean): JsonataNode {
  if (object.kind === "poison") return poison;
  if (object.kind === "object") {
    const found = object.members.filter(({ key }) => key.kind === "literal" && key.value === name);
    const computed = object.members.some(({ key }) => key.kind !== "literal");
    if (found.length === 1 && !computed) return found[0]!.value;
    if (found.length === 0 && !computed) return nothing;
  }
  // A null on the way gives nothing, as optional chaining wants; types keep plain access away from null.
  if (object.kind === "nothing" || (object.kind === "literal" && object.value === null)) return nothing;
  return { kind: "member", object, name, missing };
}

export function index(list: JsonataNode, position: JsonataNode, missing: boolean): JsonataNode {
  if (isPoison(list) || isPoison(position)) return poison;
  const folded = elementOf(list, position);
  return folded ?? { kind: "index", array: list, index: position, missing };
}

/** The element of an array literal, where it is known which one it is. */
function elementOf(list: JsonataNode, position: JsonataNode): JsonataNode | undefined {
  if (list.kind !== "array" || list.wrapper === true || position.kind !== "literal") return undefined;
  if (list.elements.some(({ kind }) => kind === "spread") || typeof position.value !== "number") return undefined;
  const element = list.elements.at(position.value);
  return element === undefined ? nothing : elementValue(element);
}

/** The value that an element of an array literal stands for, without what keeps it whole there. */
export function elementValue(element: JsonataNode): JsonataNode {
  if (element.kind === "array" && element.wrapper === true) return element.elements[0]!;
  if (isNestedIfArray(element)) return element.whenFalse;
  if (element.kind === "block" && isNestedIfArray(element.result))
    return block(element.bindings, element.result.whenFalse);
  return element;
}

/** Keeps a value whole, in an array, that may be an array itself. */
export function nestedIfArray(named: JsonataNode): JsonataNode {
  return conditional(equals(call("type", named), literal("array")), array([nested(named)]), named);
}

/** What `nestedIfArray` made; nothing else that may be an array stands among the elements of an array literal. */
function isNestedIfArray(node: JsonataNode): node is ConditionalNode {
  if (node.kind !== "conditional" || node.whenTrue.kind !== "array" || node.test.kind !== "binary") return false;
  const { left, right } = node.test;
  return left.kind === "call" && left.function === "type" && isLiteral(right, "array");
}

/** The elements that a list adds to an array around it. */
export function spreadElements(list: JsonataNode): readonly JsonataNode[] {
  return list.kind === "array" && list.wrapper !== true ? list.elements : [spread(list)];
}

export function array(elements: readonly JsonataNode[]): JsonataNode {
  return elements.some(isPoison) ? poison : { kind: "array", elements };
}

/** Keeps an array whole when it becomes an element of another: JSONata's constructor flattens one level. */
export function nested(element: JsonataNode): JsonataNode {
  if (element.kind === "array" || element.kind === "poison") return element;
  return { kind: "array", elements: [element], wrapper: true };
}

/** Puts the elements of an array into the array around it. */
export function spread(list: JsonataNode): JsonataNode {
  return isPoison(list) ? poison : { kind: "spread", array: list };
}

/** What a sequence function gives, always as an array: alone it gives nothing for no result, and a single one bare. */
export function sequence(items: JsonataNode): JsonataNode {
  return array([spread(items)]);
}

/** The integers from one to another, both included; none if the first is greater. */
export function range(first: JsonataNode, last: JsonataNode): JsonataNode {
  return sequence(binary("..", first, last));
}

export function object(members: readonly (ObjectMember | readonly [string, JsonataNode])[]): JsonataNode {
  const built = members.map((entry) => (isPair(entry) ? { key: literal(entry[0]), value: entry[1] } : entry));
  if (built.some(({ key, value }) => isPoison(key) || isPoison(value))) return poison;
  // A member without a value leaves no key.
  return { kind: "object", members: built.filter(({ value }) => value.kind !== "nothing") };
}

function isPair(entry: ObjectMember | readonly [string, JsonataNode]): entry is readonly [string, JsonataNode] {
  return Array.isArray(entry);
}

export function binary(operator: BinaryOperator, left: JsonataNode, right: JsonataNode): JsonataNode {
  if (isPoison(left) || isPoison(right)) return poison;
  return decided(operator, left, right) ?? { kind: "binary", operator, left, right };
}

/** A comparison of constants, or texts joined; calculations with numbers stay as they are written. */
function decided(operator: BinaryOperator, left: JsonataNode, right: JsonataNode): JsonataNode | undefined {
  if (operator === "and" || operator === "or") {
    // The operand that decides nothing, and the one that decides all.
    const [neutral, final] = [operator === "and", operator === "or"];
    if (isLiteral(left, neutral)) return right;
    return isLiteral(right, neutral) || isLiteral(left, final) ? left : undefined;
  }
  if (left.kind !== "literal") return undefined;
  if (operator === "=" && right.kind === "literal") return literal(left.value === right.value);
  if (operator === "!=" && right.kind === "literal") return literal(left.value !== right.value);
  if (operator === "&" && typeof left.value === "string" && right.kind === "literal" && typeof right.value === "string")
    return literal(left.value + right.value);
  if (operator !== "in" || right.kind !== "array" || right.elements.some(({ kind }) => kind !== "literal")) {
    return undefined;
  }
  return literal(right.elements.some((element) => isLiteral(element, left.value)));
}

export function negate(operand: JsonataNode): JsonataNode {
  if (operand.kind === "literal" && typeof operand.value === "number") return literal(-operand.value);
  return isPoison(operand) ? poison : { kind: "negate", operand };
}

export function conditional(test: JsonataNode, whenTrue: JsonataNode, whenFalse: JsonataNode): JsonataNode {
  if (isPoison(test) || isPoison(whenTrue) || isPoison(whenFalse)) return poison;
  if (isLiteral(test, true)) return whenTrue;
  if (isLiteral(test, false)) return whenFalse;
  if (isLiteral(whenTrue, true) && isLiteral(whenFalse, false)) return test;
  return { kind: "conditional", test, whenTrue, whenFalse };
}

export function call(name: string, ...parameters: readonly JsonataNode[]): JsonataNode {
  if (parameters.some(isPoison)) return poison;
  return decidedCall(name, parameters) ?? { kind: "call", function: name, arguments: parameters };
}

function decidedCall(name: string, [operand]: readonly JsonataNode[]): JsonataNode | undefined {
  if (name === "exists" && operand !== undefined) return decidedExistence(operand);
  if (name !== "not" || operand === undefined) return undefined;
  if (operand.kind === "literal") return literal(operand.value !== true);
  return operand.kind === "call" && operand.function === "not" ? operand.arguments[0] : undefined;
}

function decidedExistence({ kind }: JsonataNode): JsonataNode | undefined {
  if (kind === "nothing") return falseLiteral;
  return kind === "literal" || kind === "object" || kind === "array" ? trueLiteral : undefined;
}

export function lambda(parameters: readonly string[], body: JsonataNode): JsonataNode {
  return isPoison(body) ? poison : { kind: "lambda", parameters, body };
}

export function block(
  bindings: readonly { readonly name: string; readonly value: JsonataNode }[],
  result: JsonataNode,
): JsonataNode {
  if (isPoison(result) || bindings.some(({ value }) => isPoison(value))) return poison;
  return bindings.length === 0 ? result : { kind: "block", bindings, result };
}

export function regex(source: string, flags: RegexNode["flags"] = ""): JsonataNode {
  return { kind: "regex", source, flags };
}

/** `a and b …`; all operands boolean. */
export function and(...operands: readonly JsonataNode[]): JsonataNode {
  return operands.reduce((left, right) => binary("and", left, right), trueLiteral);
}

/** `a or b …`; all operands boolean. */
export function or(...operands: readonly JsonataNode[]): JsonataNode {
  return operands.reduce((left, right) => binary("or", left, right), falseLiteral);
}

export function not(operand: JsonataNode): JsonataNode {
  return call("not", operand);
}

export function equals(left: JsonataNode, right: JsonataNode): JsonataNode {
  return binary("=", left, right);
}

export function exists(operand: JsonataNode): JsonataNode {
  return call("exists", operand);
}

/** The value, or `fallback` where it is missing. */
export function orElse(value: JsonataNode, fallback: JsonataNode): JsonataNode {
  return conditional(exists(value), value, fallback);
}

export function isPoison(node: JsonataNode): boolean {
  return node.kind === "poison";
}

export function isLiteral(node: JsonataNode, value: LiteralNode["value"]): boolean {
  return node.kind === "literal" && node.value === value;
}
