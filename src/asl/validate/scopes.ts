import type { Branch, ItemProcessor, State } from "../definition.ts";

/** The definition or a branch inside it: states that reach each other, and variables of their own. */
export interface Scope {
  readonly branch: Branch;
  readonly location: string;
  readonly parent?: { readonly scope: Scope; readonly stateName: string };
}

/** The outermost scope and every one within it. */
export function scopesOf(branch: Branch): readonly Scope[] {
  return withInnerScopes({ branch, location: "" });
}

function withInnerScopes(scope: Scope): Scope[] {
  const inner = Object.entries(scope.branch.States).flatMap(([stateName, state]) =>
    branchesOf(state).flatMap(({ branch, field }) =>
      withInnerScopes({
        branch,
        location: `${scope.location}/States/${stateName}/${field}`,
        parent: { scope, stateName },
      }),
    ),
  );
  return [scope, ...inner];
}

export function branchesOf(state: State): readonly { readonly branch: Branch; readonly field: string }[] {
  if (state.Type === "Parallel") {
    return state.Branches.map((branch, index) => ({ branch, field: `Branches[${index}]` }));
  }
  return state.Type === "Map" ? [{ branch: state.ItemProcessor, field: "ItemProcessor" }] : [];
}

/** The iterations of a Distributed Map are executions of their own: they cannot read outer variables. */
export function isApart({ branch }: Scope): boolean {
  return (branch as ItemProcessor).ProcessorConfig?.Mode === "DISTRIBUTED";
}
