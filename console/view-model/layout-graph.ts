import type { Graph, GraphNode } from "#asl";

/** Where a node is drawn: pixels, relative to its parent's top left corner. */
export interface PlacedNode extends GraphNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedGraph {
  /** Parents before their children, as the graph library asks. */
  readonly nodes: readonly PlacedNode[];
  /** The way of each of the graph's edges around the nodes, in pixels of the whole drawing. */
  readonly ways: readonly (readonly Point[])[];
}

/** Places nodes of one level; dagre in the console, anything in a test. */
export type PlaceLevel = (
  nodes: readonly { readonly id: string; readonly width: number; readonly height: number }[],
  edges: readonly { readonly from: string; readonly to: string }[],
) => {
  readonly width: number;
  readonly height: number;
  readonly at: ReadonlyMap<string, Point>;
  /** By `wayKey`. */
  readonly ways: ReadonlyMap<string, readonly Point[]>;
};

/** Names the way between two nodes. */
export const wayKey = (from: string, to: string): string => `${from}\n${to}`;

const padding = 16;
const titleHeight = 34;

/**
 * Places a graph from the inside out: a Parallel or Map is as large as what it holds, then takes part in its own level as
 * one node.
 */
export function layoutGraph(graph: Graph, place: PlaceLevel): PlacedGraph {
  const { nodes, ways } = placeChildren(graph, undefined, place);
  return { nodes, ways: graph.edges.map(({ from, to }) => ways.get(wayKey(from, to)) ?? []) };
}

interface Level {
  readonly nodes: readonly PlacedNode[];
  /** Relative to the level's own corner. */
  readonly ways: ReadonlyMap<string, readonly Point[]>;
  readonly width: number;
  readonly height: number;
}

function placeChildren(graph: Graph, parent: string | undefined, place: PlaceLevel): Level {
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
  const cornerOf = (id: string): Point => moved(level.at.get(id) ?? { x: 0, y: 0 }, offset);
  const nodes = own.flatMap((node, index) => {
    const { width, height } = sized[index] ?? { width: 0, height: 0 };
    return [{ ...node, ...cornerOf(node.id), width, height }, ...(inner.get(node.id)?.nodes ?? [])];
  });
  const ways = [
    ...[...level.ways].map(([key, points]) => [key, points.map((point) => moved(point, offset))] as const),
    ...[...inner].flatMap(([id, { ways: innerWays }]) =>
      [...innerWays].map(([key, points]) => [key, points.map((point) => moved(point, cornerOf(id)))] as const),
    ),
  ];
  return { nodes, ways: new Map(ways), width: level.width, height: level.height };
}

const moved = (point: Point, by: Point): Point => ({ x: point.x + by.x, y: point.y + by.y });

function sizeOf(
  node: GraphNode,
  inner: { readonly width: number; readonly height: number } | undefined,
): { readonly width: number; readonly height: number } {
  if (inner !== undefined) return { width: inner.width + 2 * padding, height: inner.height + titleHeight + padding };
  if (node.type === "start" || node.type === "end") return { width: 18, height: 18 };
  // 8.2 px a letter at the size that the style sheet gives names; a long name is cut there with an ellipsis.
  return { width: Math.min(300, Math.max(190, node.name.length * 8.2 + 56)), height: 46 };
}
