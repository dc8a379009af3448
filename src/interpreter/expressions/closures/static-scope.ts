import { childrenOf } from "./syntax-node.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** Which names a frame holds, and where; known when compiling. */
export interface StaticScope {
  readonly parent: StaticScope | undefined;
  readonly places: ReadonlyMap<string, Place>;
}

export interface Place {
  readonly index: number;
  /** A parameter has a value from the start; what `:=` defines has none before. */
  readonly isParameter: boolean;
}

/** The scope of a block, a lambda or the expression itself. */
export function scopeOf(
  nodes: readonly SyntaxNode[],
  parent: StaticScope | undefined,
  parameters: readonly string[] = [],
): StaticScope {
  const places = new Map<string, Place>();
  for (const name of parameters) {
    if (!places.has(name)) places.set(name, { index: places.size, isParameter: true });
  }
  for (const name of nodes.flatMap(boundNames)) {
    if (!places.has(name)) places.set(name, { index: places.size, isParameter: false });
  }
  return { parent, places };
}

/** What `:=` defines in the frame that a node is evaluated in. */
function boundNames(node: SyntaxNode): readonly string[] {
  if (opensFrame(node)) return framelessParts(node).flatMap(boundNames);
  const inner = childrenOf(node).flatMap(boundNames);
  return node.type === "bind" ? [nameOf(node.lhs as SyntaxNode), ...inner] : inner;
}

export function opensFrame(node: SyntaxNode): boolean {
  return node.type === "block" || (node.type === "lambda" && node.thunk !== true);
}

/** The predicates and the group of a block or lambda are evaluated outside of its frame. */
export function framelessParts(node: SyntaxNode): readonly SyntaxNode[] {
  const { expressions: _, body: __, arguments: ___, ...around } = node;
  return childrenOf(around);
}

export function nameOf(node: SyntaxNode): string {
  return String(node.value);
}
