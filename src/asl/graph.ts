import type { Definition, StateType } from "./definition.ts";

/** A definition as nodes and edges, nested branches included, for whoever draws it. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  /** The state's name; `$start` and `$end` (prefixed by the parent's id and branch number in a branch) mark beginning and end. */
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
  throw new Error(`not written yet: ${definition.StartAt}`);
}
