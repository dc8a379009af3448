import type { Graph, GraphNode } from "#asl";

/** Where a node is drawn: pixels, relative to its parent's top left corner. */
export interface PlacedNode extends GraphNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Places nodes of one level; dagre in the console, anything in a test. */
export type PlaceLevel = (
  nodes: readonly { readonly id: string; readonly width: number; readonly height: number }[],
  edges: readonly { readonly from: string; readonly to: string }[],
) => {
  readonly width: number;
  readonly height: number;
  readonly at: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
};

const padding = 16;
const titleHeight = 34;

/**
 * Places a graph from the inside out: a Parallel or Map is as large as what it holds, then takes part in its own level as
 * one node. Parents come before their children, as the graph library asks.
 */
export function layoutGraph(graph: Graph, place: PlaceLevel): readonly PlacedNode[] {
  return placeChildren(graph, undefined, place).nodes;
}

function placeChildren(
  graph: Graph,
  parent: string | undefined,
  place: PlaceLevel,
): { readonly nodes: readonly PlacedNode[]; readonly width: number; readonly height: number } {
  const own = graph.nodes.filter((node) => node.parent === parent);
  const inner = new Map(
    own
      .filter((node) => graph.nodes.some((candidate) => candidate.parent === node.id))
      .map((node) => [node.id, placeChildren(graph, node.id, place)] as const),
  );
  const sized = own.map((node) => ({ id: node.id, ...sizeOf(node, inner.get(node.id)) }));
  const ids = new Set(own.map(({ id }) => id));
  const level = place(
    sized,
    graph.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
  );
  const offset = parent === undefined ? { x: 0, y: 0 } : { x: padding, y: titleHeight };
  const nodes = own.flatMap((node, index) => {
    const at = level.at.get(node.id) ?? { x: 0, y: 0 };
    const { width, height } = sized[index] ?? { width: 0, height: 0 };
    return [{ ...node, x: at.x + offset.x, y: at.y + offset.y, width, height }, ...(inner.get(node.id)?.nodes ?? [])];
  });
  return { nodes, width: level.width, height: level.height };
}

function sizeOf(
  node: GraphNode,
  inner: { readonly width: number; readonly height: number } | undefined,
): { readonly width: number; readonly height: number } {
  if (inner !== undefined) return { width: inner.width + 2 * padding, height: inner.height + titleHeight + padding };
  if (node.type === "start" || node.type === "end") return { width: 18, height: 18 };
  // 8.2 px a letter at the size that the style sheet gives names; a long name is cut there with an ellipsis.
  return { width: Math.min(300, Math.max(190, node.name.length * 8.2 + 56)), height: 46 };
}
