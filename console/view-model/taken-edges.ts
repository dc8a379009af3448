import type { Graph, GraphEdge, HistoryEvent } from "#asl";

/** How often the execution went along each edge of its graph, by the edge's index; edges that it did not take are absent. */
export type TakenEdges = ReadonlyMap<number, number>;

interface Step {
  /** The state that it left; undefined at the beginning of the execution or of a branch. */
  readonly from: string | undefined;
  /** The state that it entered; undefined at the end. */
  readonly to: string | undefined;
  /** Whether the state was left by a catcher. */
  readonly isCaught: boolean;
}

/** Tells which way an execution took, from its history alone. */
export function takenEdges(graph: Graph, history: readonly HistoryEvent[]): TakenEdges {
  const indexes = graph.edges.map((_, index) => index);
  const edgesBetween = Map.groupBy(indexes, (index) => wayOf(graph.edges[index]));
  const counts = new Map<number, number>();
  for (const { from = start, to = end, isCaught } of stepsOf(history)) {
    const between = edgesBetween.get(`${from}\n${to}`) ?? [];
    const ofKind = between.filter((index) => (graph.edges[index]?.kind === "catch") === isCaught);
    // Rules of a Choice that lead to one state cannot be told apart; nor need they be, for they are drawn as one.
    for (const index of ofKind.length > 0 ? ofKind : between) counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return counts;
}

const start = "$start";
const end = "$end";

/** Beginning and end are the same in every branch: the state on the other side tells which. */
function wayOf(edge: GraphEdge | undefined): string {
  const node = (id = "", mark: string): string => (id.endsWith(`/${mark}`) ? mark : id);
  return `${node(edge?.from, start)}\n${node(edge?.to, end)}`;
}

function stepsOf(history: readonly HistoryEvent[]): readonly Step[] {
  const failed = new Set<number>();
  const left = new Map<number, { readonly name: string; readonly isCaught: boolean }>();
  const followed = new Set<number>();
  const steps: Step[] = [];
  for (const event of history) {
    const { id, previousEventId, type } = event;
    if (/(Failed|TimedOut)$/.test(type)) failed.add(id);
    if (type.endsWith("StateExited")) {
      left.set(id, { name: nameOf(event), isCaught: failed.has(previousEventId) });
    } else if (type.endsWith("StateEntered")) {
      const before = left.get(previousEventId);
      if (before !== undefined) followed.add(previousEventId);
      steps.push({ from: before?.name, to: nameOf(event), isCaught: before?.isCaught ?? false });
      if (type === "FailStateEntered") steps.push({ from: nameOf(event), to: undefined, isCaught: false });
    }
  }
  // What was left and not followed by a state was the end of its branch, or the execution is just between two states.
  for (const [id, { name, isCaught }] of left) {
    if (!followed.has(id)) steps.push({ from: name, to: undefined, isCaught });
  }
  return steps;
}

function nameOf(event: HistoryEvent): string {
  const details = Object.entries(event).find(([key, value]) => key.endsWith("EventDetails") && value !== undefined);
  return (details?.[1] as { readonly name?: string } | undefined)?.name ?? "";
}
