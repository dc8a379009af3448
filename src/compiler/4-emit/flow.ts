import type { Branch, State } from "#asl";

/** State name → the states that may follow it. */
export type Flow = ReadonlyMap<string, readonly string[]>;

export function flowOf({ States }: Branch): Flow {
  return new Map(Object.entries(States).map(([name, state]) => [name, nextOf(state)]));
}

export function branchesOf(state: State): readonly Branch[] {
  if (state.Type === "Parallel") return state.Branches;
  return state.Type === "Map" ? [state.ItemProcessor] : [];
}

function nextOf(state: State): readonly string[] {
  const caught = "Catch" in state ? (state.Catch ?? []).map(({ Next }) => Next) : [];
  if (state.Type === "Choice") {
    return [...state.Choices.map(({ Next }) => Next), ...(state.Default === undefined ? [] : [state.Default])];
  }
  const next = "Next" in state && state.Next !== undefined ? [state.Next] : [];
  return [...next, ...caught];
}

/** The edges that lead back to a state on the way from the start, each the end of a loop: `from → to`. */
export function backEdgesOf(flow: Flow, start: string): ReadonlyMap<string, ReadonlySet<string>> {
  const back = new Map<string, Set<string>>();
  const finished = new Set<string>();
  const onWay = new Set<string>();
  const visit = (name: string): void => {
    onWay.add(name);
    for (const target of flow.get(name) ?? []) {
      if (onWay.has(target)) back.set(name, (back.get(name) ?? new Set()).add(target));
      else if (!finished.has(target)) visit(target);
    }
    onWay.delete(name);
    finished.add(name);
  };
  visit(start);
  return back;
}

/** The greatest sum of weights on a way from a state that takes no loop. */
export function longestFrom(flow: Flow, start: string, weightOf: (name: string) => number): number {
  const back = backEdgesOf(flow, start);
  const known = new Map<string, number>();
  const longest = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const onward = (flow.get(name) ?? []).filter((target) => !(back.get(name)?.has(target) ?? false));
    const total = weightOf(name) + Math.max(0, ...onward.map(longest));
    known.set(name, total);
    return total;
  };
  return longest(start);
}
