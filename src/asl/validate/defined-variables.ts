import type { State } from "../definition.ts";
import { assignedNames } from "./assigned-names.ts";
import { isApart, type Scope } from "./scopes.ts";
import { successorsOf } from "./successors.ts";
import type { Successor } from "./successors.ts";

/** For each state of a scope, the variables that every path to it defines, those of outer scopes included. */
export function definedVariables(scope: Scope): ReadonlyMap<string, ReadonlySet<string>> {
  const { parent } = scope;
  const outer =
    parent === undefined || isApart(scope) ? undefined : definedVariables(parent.scope).get(parent.stateName);
  return definedOnEntry(scope, outer ?? new Set());
}

/**
 * Forward analysis: on entry a state has what all its predecessors leave behind. Unknown states count as having
 * everything, so the sets only shrink and the loop ends.
 */
function definedOnEntry({ branch }: Scope, outer: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const defined = new Map<string, ReadonlySet<string>>([[branch.StartAt, outer]]);
  const open = [branch.StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = Object.hasOwn(branch.States, name) ? branch.States[name] : undefined;
    const before = defined.get(name);
    if (state === undefined || before === undefined) continue;
    for (const successor of successorsOf(state)) {
      const assigned = assignedOnTheWay(state, successor);
      const after = assigned.length === 0 ? before : new Set([...before, ...assigned]);
      const known = defined.get(successor.target);
      const met = known === undefined ? after : new Set([...known].filter((variable) => after.has(variable)));
      if (known !== undefined && met.size === known.size) continue;
      defined.set(successor.target, met);
      open.push(successor.target);
    }
  }
  return defined;
}

/** A rule and a catcher assign their own variables instead of the state's. */
function assignedOnTheWay(state: State, { kind, field }: Successor): readonly string[] {
  const index = (): number => Number(/\[(\d+)\]/u.exec(field)?.[1] ?? 0);
  if (kind === "choice" && state.Type === "Choice") return assignedNames(state.Choices[index()] ?? {});
  if (kind === "catch" && "Catch" in state) return assignedNames(state.Catch?.[index()] ?? {});
  return "Assign" in state ? assignedNames(state) : [];
}
