import { bug } from "../diagnostics/bug.ts";
import { unreachable } from "../unreachable.ts";
import { call, literal } from "./build.ts";
import { isPlainName } from "./names.ts";
import type { BinaryNode, BinaryOperator, CallNode, IndexNode, JsonataNode } from "./node.ts";
import { mapChildren, someNode } from "./walk.ts";

// JSONata's binding powers (its parser's table); all binary operators associate to the left.
const powers: Readonly<Record<BinaryOperator, number>> = {
  "..": 20,
  or: 25,
  and: 30,
  "=": 40,
  "!=": 40,
  "<": 40,
  "<=": 40,
  ">": 40,
  ">=": 40,
  in: 40,
  "+": 50,
  "-": 50,
  "&": 50,
  "*": 60,
  "/": 60,
  "%": 60,
};

const conditionalPower = 20;
const negatePower = 70;
const pathPower = 75;
const atomPower = 100;

/** Prints an expression as JSONata text, with parentheses only where the parser needs them. */
export function printJsonata(node: JsonataNode): string {
  return print(node, 0);
}

function print(node: JsonataNode, minimum: number): string {
  const text = printBare(node);
  return powerOf(node) < minimum ? `(${text})` : text;
}

function powerOf(node: JsonataNode): number {
  switch (node.kind) {
    case "binary":
      return powers[node.operator];
    case "conditional":
      return conditionalPower;
    case "negate":
      return negatePower;
    // A negative number is a negation to the parser.
    case "literal":
      return typeof node.value === "number" && node.value < 0 ? negatePower : atomPower;
    case "member":
      return needsLookup(node.name) ? atomPower : pathPower;
    case "states":
    case "index":
      return pathPower;
    default:
      return atomPower;
  }
}

function printBare(node: JsonataNode): string {
  switch (node.kind) {
    case "literal":
      return printLiteral(node.value);
    // Names, ARNs and URLs hold nothing that would end the string.
    case "placeholder":
      return `"\${${node.name}}"`;
    case "reference":
      return `$${node.variable.name}`;
    case "local":
      return `$${node.name}`;
    case "states":
      return `$states.${node.field}`;
    case "member":
      return printMember(node.object, node.name);
    case "index":
      return printIndex(node);
    case "array":
      return `[${list(node.elements)}]`;
    // A literal would be kept as one element; in parentheses it is a value like any other, and flattened.
    case "spread":
      return node.array.kind === "array" ? `(${printBare(node.array)})` : print(node.array, 0);
    case "object":
      return `{${node.members.map(({ key, value }) => `${print(key, 0)}: ${print(value, 0)}`).join(", ")}}`;
    case "binary":
      return printBinary(node);
    case "negate":
      return `-${print(node.operand, negatePower + 1)}`;
    case "conditional":
      return `${print(node.test, conditionalPower + 1)} ? ${print(node.whenTrue, 0)} : ${print(node.whenFalse, conditionalPower)}`;
    case "call":
      return printCall(node);
    case "lambda":
      return `function(${node.parameters.map((name) => `$${name}`).join(", ")}) { ${print(node.body, 0)} }`;
    case "block":
      return `(${node.bindings.map(({ name, value }) => `$${name} := ${print(value, 11)}; `).join("")}${print(node.result, 0)})`;
    case "regex":
      return `/${node.source}/${node.flags}`;
    case "nothing":
      return "()";
    case "now":
      return "$toMillis($states.context.State.EnteredTime)";
    case "poison":
      return bug("an expression that was refused reached the printer");
    default:
      return unreachable(node);
  }
}

function list(nodes: readonly JsonataNode[]): string {
  return nodes.map((node) => print(node, 0)).join(", ");
}

/** JSONata has no `\'`: strings are always printed as JSON does, which its tokenizer reads back exactly. */
function printLiteral(value: string | number | boolean | null): string {
  if (typeof value === "number" && !Number.isFinite(value)) return bug("a number without a JSON form");
  // The tokenizer knows no "1e+21".
  return typeof value === "number" ? String(value).replace("e+", "e") : JSON.stringify(value);
}

function printBinary(node: BinaryNode): string {
  const power = powers[node.operator];
  const left = node.left;
  // `+` and `&` bind alike but mean different things: parentheses keep readers and ports honest.
  const mixed = left.kind === "binary" && powers[left.operator] === power && left.operator !== node.operator;
  const leftText = mixed ? `(${printBare(left)})` : print(left, power);
  return `${leftText} ${node.operator} ${print(node.right, power + 1)}`;
}

function printCall(node: CallNode): string {
  return `$${node.function}(${list(node.arguments)})`;
}

function needsLookup(name: string): boolean {
  return /[.`]/.test(name) || name === "";
}

function printMember(object: JsonataNode, name: string): string {
  if (needsLookup(name)) return `$lookup(${print(object, 0)}, ${JSON.stringify(name)})`;
  return `${printPathHead(object)}.${isPlainName(name) ? name : `\`${name}\``}`;
}

/**
 * What stands in `[…]` is evaluated for each element, where a path that begins with no variable goes over what the element holds:
 * such a path is written as calls of `$lookup`.
 */
function forEachElement(position: JsonataNode): JsonataNode {
  const inside = mapChildren(position, forEachElement);
  return inside.kind === "member" && !isOfVariable(inside.object)
    ? call("lookup", inside.object, literal(inside.name))
    : inside;
}

/**
 * An element. An object that is made in `[…]` is made of each element, and jsonata 2.0.6 writes into one that is an empty array:
 * such a position is calculated before.
 */
function printIndex({ array, index }: IndexNode): string {
  if (!someNode(index, ({ kind }) => kind === "object")) {
    return `${printIndexed(array)}[${print(forEachElement(index), 0)}]`;
  }
  const name = nameBesides(array, "position");
  return `($${name} := ${print(index, 0)}; ${printIndexed(array)}[$${name}])`;
}

/** A name that stands for nothing in a node. */
function nameBesides(node: JsonataNode, name: string): string {
  const isUsed = (candidate: string): boolean =>
    someNode(
      node,
      (one) =>
        (one.kind === "local" && one.name === candidate) ||
        (one.kind === "reference" && one.variable.name === candidate),
    );
  let number = 1;
  while (isUsed(number === 1 ? name : `${name}${number}`)) number += 1;
  return number === 1 ? name : `${name}${number}`;
}

function isOfVariable(node: JsonataNode): boolean {
  switch (node.kind) {
    case "reference":
    case "local":
    case "states":
      return true;
    case "member":
      return !needsLookup(node.name) && isOfVariable(node.object);
    case "index":
      return (node.array.kind !== "index" || node.array.index.kind === "literal") && isOfVariable(node.array);
    default:
      return false;
  }
}

/** Behind an index that is no literal a further one would choose among what the first one chose, which is one element. */
function printIndexed(node: JsonataNode): string {
  return node.kind === "index" && node.index.kind !== "literal" ? `(${printBare(node)})` : printPathHead(node);
}

/** A literal cannot begin a path, and `[…]` or `{…}` at its head would map over it: both go in parentheses. */
function printPathHead(node: JsonataNode): string {
  const plain = node.kind === "reference" || node.kind === "local" || node.kind === "call" || node.kind === "block";
  return plain || powerOf(node) === pathPower ? printBare(node) : `(${printBare(node)})`;
}
