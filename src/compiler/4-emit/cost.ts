import type { Branch, State } from "#asl";
import type { Cost } from "../output.ts";
import { branchesOf, flowOf, longestFrom } from "./flow.ts";
import { loopsOf } from "./loops.ts";

/** Counts states, transitions and loops of an emitted definition. */
export function costOf(definition: Branch): Cost {
  return { states: countStates(definition), ...transitionsOf(definition), loops: loopsOf(definition) };
}

function countStates({ States }: Branch): number {
  return Object.values(States).reduce(
    (count, state) => count + 1 + branchesOf(state).reduce((inner, branch) => inner + countStates(branch), 0),
    0,
  );
}

interface Transitions {
  readonly shortestTransitions: number;
  readonly longestTransitions: number;
}

/** To a successful end if there is one. */
function transitionsOf(branch: Branch): Transitions {
  const flow = flowOf(branch);
  const longest = longestFrom(flow, branch.StartAt, (name) => ownTransitions(branch.States[name]!).longestTransitions);
  const shortest = shortestWays(branch);
  return {
    shortestTransitions: shortest.succeeding === Infinity ? shortest.failing : shortest.succeeding,
    longestTransitions: longest,
  };
}

/** A Parallel enters all of its branches; a Map counts none of its items at least, and one at most. */
function ownTransitions(state: State): Transitions {
  const inner = branchesOf(state).map(transitionsOf);
  const sum = (key: keyof Transitions): number => inner.reduce((total, ways) => total + ways[key], 1);
  return {
    shortestTransitions: state.Type === "Map" ? 1 : sum("shortestTransitions"),
    longestTransitions: sum("longestTransitions"),
  };
}

/** Breadth first by transitions: the shortest way takes no loop anyway. */
function shortestWays(branch: Branch): { readonly succeeding: number; readonly failing: number } {
  const flow = flowOf(branch);
  const distance = new Map<string, number>([[branch.StartAt, 0]]);
  const waiting = new Set([branch.StartAt]);
  const ways = { succeeding: Infinity, failing: Infinity };
  while (waiting.size > 0) {
    const name = [...waiting].reduce((best, other) => (distance.get(other)! < distance.get(best)! ? other : best));
    waiting.delete(name);
    const state = branch.States[name]!;
    const here = distance.get(name)! + ownTransitions(state).shortestTransitions;
    const targets = flow.get(name)!;
    const kind = state.Type === "Fail" ? "failing" : "succeeding";
    const isEnd = targets.length === 0 || ("End" in state && state.End === true);
    if (isEnd) ways[kind] = Math.min(ways[kind], here);
    for (const target of targets) {
      if (here >= (distance.get(target) ?? Infinity)) continue;
      distance.set(target, here);
      waiting.add(target);
    }
  }
  return ways;
}
