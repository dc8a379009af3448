import type { Branch } from "#asl";

/** A Map state whose iterations are executions of their own. */
export interface DistributedMapState {
  readonly name: string;
  /** Part of the ARNs of its map runs; empty where Step Functions chooses one. */
  readonly label: string;
  /** The states that its child executions go through. */
  readonly inner: ReadonlySet<string>;
}

/** Finds the distributed Maps that an execution of the definition can enter itself, not those of its child executions. */
export function distributedMaps({ States }: Branch): readonly DistributedMapState[] {
  return Object.entries(States).flatMap(([name, state]) => {
    if (state.Type === "Parallel") return state.Branches.flatMap(distributedMaps);
    if (state.Type !== "Map") return [];
    const { ItemProcessor: processor } = state;
    if (processor.ProcessorConfig?.Mode !== "DISTRIBUTED") return distributedMaps(processor);
    return [{ name, label: state.Label ?? "", inner: new Set(statesIn(processor)) }];
  });
}

/** Those of the map runs that are a Map's; one whose label Step Functions chose is of the Map without. */
export function mapRunsOf<Run extends { readonly label: string }>(
  map: DistributedMapState | undefined,
  maps: readonly DistributedMapState[],
  runs: readonly Run[],
): readonly Run[] {
  if (map === undefined) return [];
  const labels = new Set(maps.map(({ label }) => label));
  return runs.filter(({ label }) => (map.label === "" ? !labels.has(label) : label === map.label));
}

function statesIn({ States }: Branch): readonly string[] {
  return Object.entries(States).flatMap(([name, state]) => [
    name,
    ...(state.Type === "Parallel" ? state.Branches.flatMap(statesIn) : []),
    ...(state.Type === "Map" ? statesIn(state.ItemProcessor) : []),
  ]);
}
