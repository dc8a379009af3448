import { processorOf } from "#asl";
import type { Branch, State } from "#asl";
import type { DefinitionDiagnostic } from "./check-definition.ts";

/** What AWS refuses in an Express state machine: whatever goes on after its call. */
export function checkExpress(branch: Branch, path = ""): readonly DefinitionDiagnostic[] {
  return Object.entries(branch.States).flatMap(([name, state]) => checkState(state, `${path}/States/${name}`));
}

function checkState(state: State, path: string): readonly DefinitionDiagnostic[] {
  switch (state.Type) {
    case "Task": {
      const what = unsupported(state.Resource);
      return what === undefined ? [] : [refused(what, `${path}/Resource`)];
    }
    case "Parallel":
      return state.Branches.flatMap((branch, index) => checkExpress(branch, `${path}/Branches[${index}]`));
    case "Map": {
      const processor = processorOf(state);
      const place = `${path}/${"Iterator" in state ? "Iterator" : "ItemProcessor"}`;
      const isDistributed = processor.ProcessorConfig?.Mode === "DISTRIBUTED";
      const found = isDistributed ? [refused("'DISTRIBUTED' mode", `${place}/ProcessorConfig/Mode`)] : [];
      return [...found, ...checkExpress(processor, place)];
    }
    default:
      return [];
  }
}

function unsupported(resource: string): string | undefined {
  // The space at the end is AWS's.
  if (resource.endsWith(".waitForTaskToken")) return "'.waitForTaskToken' service integration ";
  if (/\.sync(:2)?$/.test(resource)) return "'.sync' service integration";
  return /^arn:[^:]+:states:[^:]+:\d{12}:activity:/.test(resource) ? "Activity ARN" : undefined;
}

const refused = (what: string, location: string): DefinitionDiagnostic => ({
  code: "SCHEMA_VALIDATION_FAILED",
  message: `Express state machine does not support ${what}`,
  location,
});
