import type { Graph, GraphEdge } from "#asl";
import {
  Background,
  BaseEdge,
  Controls,
  type Edge,
  type EdgeProps,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from "@xyflow/react";
import { type ReactNode, useMemo } from "react";
import { edgePath } from "../view-model/edge-path.ts";
import { layoutGraph, type PlacedNode, type Point } from "../view-model/layout-graph.ts";
import type { TakenEdges } from "../view-model/taken-edges.ts";
import type { StateStatus, StateView } from "../view-model/state-views.ts";
import { placeLevel } from "./place-level.ts";

interface ExecutionGraphProps {
  readonly graph: Graph;
  readonly states: ReadonlyMap<string, StateView>;
  readonly taken: TakenEdges;
  readonly selected: string;
  readonly onSelect: (state: string) => void;
}

type StateNode = Node<{ readonly placed: PlacedNode; readonly status: StateStatus; readonly visits: number }, "state">;
type MarkNode = Node<Record<string, never>, "mark">;

type WayEdge = Edge<{ readonly way: readonly Point[] }, "way">;

const nodeTypes = { state: StateNodeView, mark: MarkNodeView };
const edgeTypes = { way: WayEdgeView };

/** The definition as a graph, each state coloured by where it stands. */
export function ExecutionGraph({ graph, states, taken, selected, onSelect }: ExecutionGraphProps): ReactNode {
  const placed = useMemo(() => layoutGraph(graph, placeLevel), [graph]);
  const nodes = placed.nodes.map((node) => toNode(node, states.get(node.name), selected));
  const edges = useMemo(
    () =>
      graph.edges.map((edge, index) =>
        toEdge({ edge, index, way: placed.ways[index] ?? [], count: taken.get(index) ?? 0 }),
      ),
    [graph, placed, taken],
  );
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      fitView
      fitViewOptions={{ padding: 0.12, maxZoom: 1.1 }}
      minZoom={0.2}
      nodesDraggable={false}
      nodesConnectable={false}
      edgesFocusable={false}
      colorMode="system"
      onNodeClick={(_, node) => node.type === "state" && onSelect((node as StateNode).data.placed.name)}
      onSelectionChange={() => undefined}
    >
      <Background gap={18} size={1} />
      <Controls showInteractive={false} />
    </ReactFlow>
  );
}

function toNode(placed: PlacedNode, view: StateView | undefined, selected: string): StateNode | MarkNode {
  const common = {
    id: placed.id,
    position: { x: placed.x, y: placed.y },
    width: placed.width,
    height: placed.height,
    ...(placed.parent === undefined ? {} : { parentId: placed.parent }),
  };
  if (placed.type === "start" || placed.type === "end")
    return { ...common, type: "mark", data: {}, selectable: false, focusable: false };
  return {
    ...common,
    type: "state",
    selected: placed.name === selected,
    data: { placed, status: view?.status ?? "waiting", visits: view?.visits.length ?? 0 },
  };
}

interface EdgeParts {
  readonly edge: GraphEdge;
  readonly index: number;
  readonly way: readonly Point[];
  readonly count: number;
}

function toEdge({ edge: { from, to, kind }, index, way, count }: EdgeParts): WayEdge {
  const color = count === 0 ? "var(--faint)" : kind === "catch" ? "var(--caught)" : "var(--text)";
  return {
    id: `${index}`,
    source: from,
    target: to,
    type: "way",
    data: { way },
    className: `${kind} ${count === 0 ? "untaken" : "taken"}`,
    // What was taken lies above what was not.
    zIndex: count === 0 ? 1 : 2,
    markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color },
    ...(count > 1 ? { label: `${count}×` } : {}),
    ariaLabel: `from ${from} to ${to}, ${count === 0 ? "not taken" : `taken ${count}×`}`,
  };
}

const statusText: Readonly<Record<StateStatus, string>> = {
  waiting: "not entered",
  running: "running",
  succeeded: "succeeded",
  caught: "error caught",
  failed: "failed",
  stopped: "stopped",
};

function StateNodeView({ data }: NodeProps<StateNode>): ReactNode {
  const { placed, status, visits } = data;
  return (
    <div className={`state ${status} ${placed.type.toLowerCase()}`} data-state={placed.name} data-status={status}>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <span className="name" title={placed.name}>
        {placed.name}
      </span>
      <span className="kind">
        {placed.type} · {statusText[status]}
      </span>
      {visits > 1 && (
        <span className="count" title={`entered ${visits} times`}>
          {visits}×
        </span>
      )}
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}

function WayEdgeView({ id, data, label, markerEnd }: EdgeProps<WayEdge>): ReactNode {
  const { path, label: at } = edgePath(data?.way ?? []);
  const text = { label, labelX: at.x, labelY: at.y, labelBgPadding: [4, 1] as [number, number] };
  return <BaseEdge id={id} path={path} {...(markerEnd === undefined ? {} : { markerEnd })} {...text} />;
}

function MarkNodeView(): ReactNode {
  return (
    <div className="mark">
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}
