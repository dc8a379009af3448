import type { Branch, Definition, ItemProcessor, MapState, QueryLanguage, State } from "../definition.ts";

/** The definition or a branch inside it: states that reach each other, and variables of their own. */
export interface Scope {
  readonly branch: Branch;
  readonly location: string;
  /** Of the states that do not name their own: the definition's, whatever the states around say. */
  readonly language: QueryLanguage;
  readonly parent?: { readonly scope: Scope; readonly stateName: string };
}

/** The outermost scope and every one within it. */
export function scopesOf(definition: Definition): readonly Scope[] {
  return withInnerScopes({ branch: definition, location: "", language: definition.QueryLanguage ?? "JSONPath" });
}

function withInnerScopes(scope: Scope): Scope[] {
  const inner = Object.entries(scope.branch.States).flatMap(([stateName, state]) =>
    branchesOf(state).flatMap(({ branch, field }) =>
      withInnerScopes({
        branch,
        location: `${scope.location}/States/${stateName}/${field}`,
        language: scope.language,
        parent: { scope, stateName },
      }),
    ),
  );
  return [scope, ...inner];
}

/** The query language of a state: its own, else the definition's. */
export function languageOf(state: State, { language }: Pick<Scope, "language">): QueryLanguage {
  return state.QueryLanguage ?? language;
}

export function branchesOf(state: State): readonly { readonly branch: Branch; readonly field: string }[] {
  if (state.Type === "Parallel") {
    return state.Branches.map((branch, index) => ({ branch, field: `Branches[${index}]` }));
  }
  if (state.Type !== "Map") return [];
  return [{ branch: processorOf(state), field: "Iterator" in state ? "Iterator" : "ItemProcessor" }];
}

/** The states that a Map runs for each item, also where an older definition calls them `Iterator`. */
export function processorOf(state: MapState): ItemProcessor {
  return "Iterator" in state ? (state.Iterator as ItemProcessor) : state.ItemProcessor;
}

/** The iterations of a Distributed Map are executions of their own: they cannot read outer variables. */
export function isApart({ branch }: Scope): boolean {
  return (branch as ItemProcessor).ProcessorConfig?.Mode === "DISTRIBUTED";
}
