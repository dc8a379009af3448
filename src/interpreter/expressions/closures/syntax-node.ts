/**
 * A node of JSONata 2.0.6's syntax tree, as far as the closures read it.
 *
 * The library's own type leaves most members out; which of them a node has follows from `type`.
 */
export interface SyntaxNode {
  readonly type: string;
  readonly value?: unknown;
  /** `x[]`: a sequence of one stays one. */
  readonly keepArray?: boolean;
  readonly predicate?: readonly Stage[];
  readonly group?: { readonly lhs: readonly Pair[] };
  // path
  readonly steps?: readonly SyntaxNode[];
  readonly keepSingletonArray?: boolean;
  // a step of a path
  readonly stages?: readonly Stage[];
  readonly consarray?: boolean;
  readonly tuple?: boolean;
  readonly focus?: string;
  readonly index?: string;
  readonly ancestor?: unknown;
  readonly terms?: readonly SortTerm[];
  // binary, bind, apply; in an object constructor `lhs` holds its pairs
  readonly lhs?: SyntaxNode | readonly Pair[];
  readonly rhs?: SyntaxNode;
  // unary
  readonly expression?: SyntaxNode;
  // block, array constructor
  readonly expressions?: readonly SyntaxNode[];
  // condition
  readonly condition?: SyntaxNode;
  readonly then?: SyntaxNode;
  readonly else?: SyntaxNode;
  // function, partial, lambda
  readonly procedure?: SyntaxNode;
  readonly arguments?: readonly SyntaxNode[];
  readonly body?: SyntaxNode;
  readonly signature?: Signature;
  readonly thunk?: boolean;
}

export type Pair = readonly [key: SyntaxNode, value: SyntaxNode];

export interface Stage {
  readonly type: string;
  readonly expr: SyntaxNode;
}

export interface SortTerm {
  readonly descending: boolean;
  readonly expression: SyntaxNode;
}

/** What the library makes of `<s-n?:s>`. */
export interface Signature {
  readonly definition: string;
  /** The arguments to call with; throws where they do not fit. */
  readonly validate: (given: readonly unknown[], context: unknown) => unknown[];
}

/** The nodes right below a node. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (const [member, child] of Object.entries(node)) if (member !== "signature") collect(child, found);
  return found;
}

function collect(value: unknown, found: SyntaxNode[]): void {
  if (Array.isArray(value)) for (const element of value) collect(element, found);
  else if (typeof value !== "object" || value === null || value instanceof RegExp) return;
  else if ("type" in value && "expr" in value) collect(value.expr, found);
  else if ("type" in value) found.push(value as SyntaxNode);
  // A group and a sort term hold nodes and are none.
  else for (const inner of Object.values(value)) collect(inner, found);
}
