import type { State } from "../definition.ts";

/** Where control may go from a state, with the field that says so. */
export interface Successor {
  readonly target: string;
  /** Relative to the state, for instance `Choices[0]/Next`. */
  readonly field: string;
  readonly kind: "next" | "choice" | "default" | "catch";
}

export function successorsOf(state: State): readonly Successor[] {
  const successors: Successor[] = [];
  if (state.Type === "Choice") {
    for (const [index, rule] of state.Choices.entries()) {
      successors.push({ target: rule.Next, field: `Choices[${index}]/Next`, kind: "choice" });
    }
    if (state.Default !== undefined) successors.push({ target: state.Default, field: "Default", kind: "default" });
  }
  if ("Next" in state && state.Next !== undefined) {
    successors.push({ target: state.Next, field: "Next", kind: "next" });
  }
  if ("Catch" in state) {
    for (const [index, catcher] of (state.Catch ?? []).entries()) {
      successors.push({ target: catcher.Next, field: `Catch[${index}]/Next`, kind: "catch" });
    }
  }
  return successors;
}

export function isTerminal(state: State): boolean {
  return state.Type === "Succeed" || state.Type === "Fail" || ("End" in state && state.End === true);
}
