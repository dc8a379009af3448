import type { JsonataNode } from "../../src/compiler/jsonata/node.ts";

// Two views of an expression as plain nested arrays: of our nodes, and of what jsonata's own parser made of the text.

/** An operator or kind, followed by its parts. */
export type Structure = string | number | boolean | null | readonly Structure[];

const needsLookup = (name: string): boolean => /[.`]/.test(name) || name === "";

export function structureOfNode(node: JsonataNode): Structure {
  const inner = structureOfNode;
  switch (node.kind) {
    case "literal":
      return ["value", node.value];
    case "reference":
      return ["variable", node.variable.name];
    case "local":
      return ["variable", node.name];
    case "states":
      return ["member", ["variable", "states"], node.field];
    case "member":
      return needsLookup(node.name)
        ? ["call", "lookup", inner(node.object), ["value", node.name]]
        : ["member", inner(node.object), node.name];
    case "index":
      return ["index", inner(node.array), inner(node.index)];
    case "array":
      return ["array", ...node.elements.map(inner)];
    case "spread":
      return inner(node.array);
    case "object":
      return ["object", ...node.members.flatMap(({ key, value }) => [inner(key), inner(value)])];
    case "binary":
      return [node.operator, inner(node.left), inner(node.right)];
    case "negate":
      return negated(inner(node.operand));
    case "conditional":
      return ["?", inner(node.test), inner(node.whenTrue), inner(node.whenFalse)];
    case "call":
      return ["call", node.function, ...node.arguments.map(inner)];
    case "lambda":
      return ["lambda", [...node.parameters], inner(node.body)];
    case "block":
      return ["block", ...node.bindings.map(({ name, value }) => [":=", name, inner(value)]), inner(node.result)];
    case "nothing":
      return ["block"];
    case "regex":
      return ["regex", node.source];
    default:
      throw new Error("a refused expression");
  }
}

/** The parser folds a minus into a number. */
function negated(operand: Structure): Structure {
  const isNumber = Array.isArray(operand) && operand[0] === "value" && typeof operand[1] === "number";
  return isNumber ? ["value", -(operand[1] as number)] : ["minus", operand];
}

interface Ast {
  readonly type: string;
  readonly value?: unknown;
  readonly [member: string]: unknown;
}

/** Reads the tree that `jsonata(text).ast()` gives. */
export function structureOfAst(given: unknown): Structure {
  const ast = given as Ast;
  const bare = structureOfBare(ast);
  const predicates = [...((ast["predicate"] as readonly Ast[] | undefined) ?? [])];
  return predicates.reduce<Structure>((head, { expr }) => ["index", head, structureOfAst(expr)], bare);
}

function structureOfBare(ast: Ast): Structure {
  const all = (member: string): readonly Structure[] => (ast[member] as readonly unknown[]).map(structureOfAst);
  const one = (member: string): Structure => structureOfAst(ast[member]);
  switch (ast.type) {
    case "string":
    case "number":
    case "value":
      return ["value", ast.value as Structure];
    case "variable":
      return ["variable", ast.value as string];
    case "path":
      return structureOfPath(ast["steps"] as readonly Ast[]);
    case "binary":
      return [ast.value as string, one("lhs"), one("rhs")];
    case "unary":
      return structureOfUnary(ast);
    case "condition":
      return ["?", one("condition"), one("then"), one("else")];
    case "function":
      return ["call", (ast["procedure"] as Ast).value as string, ...all("arguments")];
    case "lambda":
      if (ast["thunk"] === true) return one("body");
      return ["lambda", (ast["arguments"] as readonly Ast[]).map(({ value }) => value as string), one("body")];
    case "block":
      // Parentheses around one expression mean nothing.
      return all("expressions").length === 1 ? all("expressions")[0]! : ["block", ...all("expressions")];
    case "bind":
      return [":=", (ast["lhs"] as Ast).value as string, one("rhs")];
    case "regex":
      return ["regex", (ast.value as RegExp).source];
    default:
      throw new Error(`the parser gave ${ast.type}`);
  }
}

function structureOfUnary(ast: Ast): Structure {
  if (ast.value === "-") return ["minus", structureOfAst(ast["expression"])];
  if (ast.value === "[") return ["array", ...(ast["expressions"] as readonly unknown[]).map(structureOfAst)];
  const pairs = ast["lhs"] as readonly (readonly [unknown, unknown])[];
  return ["object", ...pairs.flatMap(([key, value]) => [structureOfAst(key), structureOfAst(value)])];
}

function structureOfPath(steps: readonly Ast[]): Structure {
  return steps.reduce<Structure | undefined>((head, step) => {
    const own: Structure = head === undefined ? structureOfAst(step) : ["member", head, step.value as string];
    const stages = (step["stages"] as readonly Ast[] | undefined) ?? [];
    return stages.reduce<Structure>((filtered, { expr }) => ["index", filtered, structureOfAst(expr)], own);
  }, undefined)!;
}
