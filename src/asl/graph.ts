import type { Branch, ChoiceRule, Definition, JsonPathChoiceRule, State, StateType } from "./definition.ts";
import { branchesOf } from "./validate/scopes.ts";
import { isTerminal, successorsOf } from "./validate/successors.ts";

/** A definition as nodes and edges, nested branches included, for whoever draws it. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  /** The state's name. `$start` and `$end`, in a branch `Parent/0/$start`, mark beginning and end. */
  readonly id: string;
  /** The state's name; empty for the marks. */
  readonly name: string;
  readonly type: StateType | "start" | "end";
  /** Id of the Parallel or Map state that contains this one. */
  readonly parent?: string;
  /** Which branch of the parent, from 0; always 0 in a Map. */
  readonly branch?: number;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: "next" | "choice" | "default" | "catch";
  /** The Condition, or the error names. */
  readonly label?: string;
}

/** Lists the nodes and edges of a definition, in the order in which the definition names them. */
export function graphOf(definition: Definition): Graph {
  return branchGraph(definition, undefined);
}

interface Place {
  readonly parent: string;
  readonly branch: number;
}

function branchGraph(branch: Branch, place: Place | undefined): Graph {
  const prefix = place === undefined ? "" : `${place.parent}/${place.branch}/`;
  const start: GraphNode = { id: `${prefix}$start`, name: "", type: "start", ...place };
  const end: GraphNode = { id: `${prefix}$end`, name: "", type: "end", ...place };
  const states = Object.entries(branch.States);
  const inner = states.flatMap(([name, state]) =>
    branchesOf(state).map(({ branch: part }, index) => branchGraph(part, { parent: name, branch: index })),
  );
  const own = states.map(([name, state]): GraphNode => ({ id: name, name, type: state.Type, ...place }));
  const edges = states.flatMap(([name, state]) => edgesOf(name, state, end.id));
  return {
    nodes: [start, ...own, end, ...inner.flatMap(({ nodes }) => nodes)],
    edges: [
      { from: start.id, to: branch.StartAt, kind: "next" },
      ...edges,
      ...inner.flatMap(({ edges: innerEdges }) => innerEdges),
    ],
  };
}

function edgesOf(name: string, state: State, endId: string): GraphEdge[] {
  const edges = successorsOf(state).map(({ target, kind, field }): GraphEdge => {
    const label = labelOf(state, kind, field);
    return { from: name, to: target, kind, ...(label === undefined ? {} : { label }) };
  });
  return isTerminal(state) ? [...edges, { from: name, to: endId, kind: "next" }] : edges;
}

function labelOf(state: State, kind: GraphEdge["kind"], field: string): string | undefined {
  const index = Number(/\[(\d+)\]/u.exec(field)?.[1] ?? 0);
  if (kind === "choice" && state.Type === "Choice") return conditionText(state.Choices[index]);
  if (kind === "catch" && "Catch" in state) return state.Catch?.[index]?.ErrorEquals.join(", ");
  return undefined;
}

/** In JSONPath a rule is an object: what it compares stands for it. */
function conditionText(rule: ChoiceRule | JsonPathChoiceRule | undefined): string {
  if (rule === undefined || rule.Condition !== undefined) return String(rule?.Condition);
  return JSON.stringify({ ...rule, Next: undefined, Assign: undefined, Comment: undefined });
}
