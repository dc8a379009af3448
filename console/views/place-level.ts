import { graphlib, layout } from "@dagrejs/dagre";
import { type PlaceLevel, type Point, wayKey } from "../view-model/layout-graph.ts";

/** Places one level of the graph from top to bottom with dagre. */
export const placeLevel: PlaceLevel = (nodes, edges) => {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: "TB", nodesep: 28, ranksep: 40, marginx: 4, marginy: 4 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  for (const { from, to } of edges) graph.setEdge(from, to);
  layout(graph);
  const at = new Map(
    nodes.map(({ id, width, height }) => {
      const { x, y } = graph.node(id) as { readonly x: number; readonly y: number };
      return [id, { x: x - width / 2, y: y - height / 2 }] as const;
    }),
  );
  const ways = new Map(
    edges.map(({ from, to }) => {
      const { points = [] } = graph.edge(from, to) as { readonly points?: readonly Point[] };
      return [wayKey(from, to), points.map(({ x, y }) => ({ x, y }))] as const;
    }),
  );
  const { width = 0, height = 0 } = graph.graph() as { readonly width?: number; readonly height?: number };
  return { width, height, at, ways };
};
