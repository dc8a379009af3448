import { framelessParts, opensFrame } from "./static-scope.ts";
import { childrenOf } from "./syntax-node.ts";
import type { SyntaxNode } from "./syntax-node.ts";

// The reference evaluates the elements of `[…]` and the values of `{…}` as promises that run alternately. It cannot be seen,
// unless one of them defines a variable that another reads, or draws random numbers that another would have drawn.

/** Whether an expression's value hangs on the order of such promises. */
export function hangsOnOrder(tree: SyntaxNode): boolean {
  const nodes = allNodes(tree);
  const draws = nodes.filter(isDraw).length;
  const drawsOften =
    draws > 1 || (draws === 1 && nodes.some(({ type, group }) => type === "lambda" || group !== undefined));
  return (
    nodes.some((node) => (drawsOften && membersOf(node).length > 1) || membersOf(node).some(definesVariable)) ||
    isThenable(nodes)
  );
}

function allNodes(node: SyntaxNode): readonly SyntaxNode[] {
  return [node, ...childrenOf(node).flatMap(allNodes)];
}

function isDraw({ type, value }: SyntaxNode): boolean {
  return type === "variable" && (value === "random" || value === "uuid");
}

/** What a node evaluates in no certain order. */
function membersOf(node: SyntaxNode): readonly SyntaxNode[] {
  const pairs = [
    ...(node.group?.lhs ?? []),
    ...(node.type === "unary" && node.value === "{" ? asPairs(node) : []),
  ].flat();
  return node.type === "unary" && node.value === "[" ? [...node.expressions!, ...pairs] : pairs;
}

function asPairs({ lhs }: SyntaxNode): readonly (readonly [SyntaxNode, SyntaxNode])[] {
  return lhs as readonly (readonly [SyntaxNode, SyntaxNode])[];
}

/** Within a block or a function of its own nobody else sees it. */
function definesVariable(node: SyntaxNode): boolean {
  if (opensFrame(node)) return framelessParts(node).some(definesVariable);
  return node.type === "bind" || childrenOf(node).some(definesVariable);
}

/** An object whose member `then` is a function would be taken for a promise. */
function isThenable(nodes: readonly SyntaxNode[]): boolean {
  const named = nodes.some(({ type, value }) => (type === "string" || type === "name") && value === "then");
  return named && nodes.some(({ type }) => type === "lambda" || type === "regex" || type === "variable");
}
