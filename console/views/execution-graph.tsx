import type { Graph } from "#asl";
import { Background, Controls, type Edge, Handle, type Node, type NodeProps, Position, ReactFlow } from "@xyflow/react";
import { type ReactNode, useMemo } from "react";
import { layoutGraph, type PlacedNode } from "../view-model/layout-graph.ts";
import type { StateStatus, StateView } from "../view-model/state-views.ts";
import { placeLevel } from "./place-level.ts";

interface ExecutionGraphProps {
  readonly graph: Graph;
  readonly states: ReadonlyMap<string, StateView>;
  readonly selected: string;
  readonly onSelect: (state: string) => void;
}

type StateNode = Node<{ readonly placed: PlacedNode; readonly status: StateStatus; readonly visits: number }, "state">;
type MarkNode = Node<Record<string, never>, "mark">;

const nodeTypes = { state: StateNodeView, mark: MarkNodeView };

/** The definition as a graph, each state coloured by where it stands. */
export function ExecutionGraph({ graph, states, selected, onSelect }: ExecutionGraphProps): ReactNode {
  const placed = useMemo(() => layoutGraph(graph, placeLevel), [graph]);
  const nodes = placed.map((node) => toNode(node, states.get(node.name), selected));
  const edges = useMemo(() => graph.edges.map(toEdge), [graph]);
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
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

function toEdge({ from, to, kind }: Graph["edges"][number], index: number): Edge {
  return { id: `${index}`, source: from, target: to, type: "smoothstep", className: kind, zIndex: 1 };
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
        {visits > 1 && ` · ${visits}×`}
      </span>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}

function MarkNodeView(): ReactNode {
  return (
    <div className="mark">
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}
