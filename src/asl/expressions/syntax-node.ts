/** A node of JSONata's syntax tree, as far as checks need it; the library does not type it well enough. */
export interface SyntaxNode {
  readonly type?: string;
  readonly value?: unknown;
  readonly steps?: readonly SyntaxNode[];
  readonly [member: string]: unknown;
}

/** Visits every node of a tree, the outermost first. */
export function forEachNode(tree: unknown, visit: (node: SyntaxNode) => void): void {
  if (Array.isArray(tree)) {
    for (const element of tree) forEachNode(element, visit);
    return;
  }
  if (!isSyntaxNode(tree)) return;
  visit(tree);
  for (const key of Object.keys(tree)) {
    const child = tree[key];
    if (typeof child === "object") forEachNode(child, visit);
  }
}

export function isSyntaxNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof RegExp);
}
