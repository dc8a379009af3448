import type { Branch, State } from "#asl";
import type { LoopCost } from "../output.ts";
import { backEdgesOf, branchesOf, type Flow, flowOf, longestFrom } from "./flow.ts";

/**
 * What one iteration of each loop adds to the history, at most: a loop inside counts as one iteration of its own, a Map as
 * one item. Retries are not counted.
 */
export function loopsOf(branch: Branch): readonly LoopCost[] {
  const flow = flowOf(branch);
  const back = backEdgesOf(flow, branch.StartAt);
  const heads = new Set([...back.values()].flatMap((targets) => [...targets]));
  const own = [...heads].map((state) => ({ state, eventsPerIteration: eventsAround(state, flow, back, branch) }));
  return [...own, ...Object.values(branch.States).flatMap((state) => branchesOf(state).flatMap(loopsOf))];
}

/** The longest way from the head of a loop back to it. */
function eventsAround(
  head: string,
  flow: Flow,
  back: ReadonlyMap<string, ReadonlySet<string>>,
  branch: Branch,
): number {
  const known = new Map<string, number>();
  const longest = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const ways = flow.get(name)!.map((target) => {
      if (target === head) return 0;
      return back.get(name)?.has(target) === true ? -Infinity : longest(target);
    });
    const total = Math.max(-Infinity, ...ways) + eventsOf(branch.States[name]!);
    known.set(name, total);
    return total;
  };
  return longest(head);
}

/** History events of entering, doing and leaving a state once (Step Functions: GetExecutionHistory). */
function eventsOf(state: State): number {
  switch (state.Type) {
    // Entered, scheduled, started, succeeded, exited; with a token or .sync also submitted.
    case "Task":
      return /\.(sync|waitForTaskToken)/.test(state.Resource) ? 6 : 5;
    // Entered, started, succeeded, exited.
    case "Parallel":
      return 4 + state.Branches.reduce((sum, inner) => sum + eventsOfBranch(inner), 0);
    // The same, and each iteration started and succeeded; child executions have histories of their own.
    case "Map":
      if (state.ItemProcessor.ProcessorConfig?.Mode === "DISTRIBUTED") return 4 + 2;
      return 4 + 2 + eventsOfBranch(state.ItemProcessor);
    default:
      return 2;
  }
}

function eventsOfBranch(branch: Branch): number {
  return longestFrom(flowOf(branch), branch.StartAt, (name) => eventsOf(branch.States[name]!));
}
