import type { Branch, State } from "#asl";
import type { Cost } from "../output.ts";

/** Counts states and transitions of an emitted definition. */
export function costOf(definition: Branch): Cost {
  const ways = waysFrom(definition.StartAt, definition, new Set());
  return {
    states: countStates(definition),
    shortestTransitions: ways.shortest === Infinity ? ways.shortestFailing : ways.shortest,
    longestTransitions: ways.longest,
  };
}

function countStates({ States }: Branch): number {
  return Object.values(States).reduce(
    (count, state) => count + 1 + branchesOf(state).reduce((inner, branch) => inner + countStates(branch), 0),
    0,
  );
}

function branchesOf(state: State): readonly Branch[] {
  if (state.Type === "Parallel") return state.Branches;
  return state.Type === "Map" ? [state.ItemProcessor] : [];
}

interface Ways {
  /** To a successful end; Infinity if there is none. */
  readonly shortest: number;
  readonly shortestFailing: number;
  readonly longest: number;
}

function waysFrom(name: string, branch: Branch, seen: ReadonlySet<string>): Ways {
  const state = branch.States[name];
  if (state === undefined || seen.has(name)) return { shortest: Infinity, shortestFailing: Infinity, longest: 0 };
  const own = transitionsOf(state);
  const next = nextOf(state).map((target) => waysFrom(target, branch, new Set([...seen, name])));
  if (next.length === 0) {
    const isFail = state.Type === "Fail";
    return { shortest: isFail ? Infinity : own.least, shortestFailing: own.least, longest: own.most };
  }
  return {
    shortest: own.least + Math.min(...next.map(({ shortest }) => shortest)),
    shortestFailing: own.least + Math.min(...next.map(({ shortestFailing }) => shortestFailing)),
    longest: own.most + Math.max(...next.map(({ longest }) => longest)),
  };
}

/** A Parallel enters all of its branches; a Map counts none of its items at least, and one at most. */
function transitionsOf(state: State): { readonly least: number; readonly most: number } {
  if (state.Type === "Parallel") {
    const costs = state.Branches.map(costOf);
    return {
      least: costs.reduce((sum, { shortestTransitions }) => sum + shortestTransitions, 1),
      most: costs.reduce((sum, { longestTransitions }) => sum + longestTransitions, 1),
    };
  }
  return state.Type === "Map"
    ? { least: 1, most: 1 + costOf(state.ItemProcessor).longestTransitions }
    : { least: 1, most: 1 };
}

function nextOf(state: State): readonly string[] {
  const caught = "Catch" in state ? (state.Catch ?? []).map(({ Next }) => Next) : [];
  if (state.Type === "Choice") {
    return [...state.Choices.map(({ Next }) => Next), ...(state.Default === undefined ? [] : [state.Default])];
  }
  const next = "Next" in state && state.Next !== undefined ? [state.Next] : [];
  return [...next, ...caught];
}
