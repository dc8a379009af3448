import type { State } from "../definition.ts";
import type { AslFinding } from "../finding.ts";
import { schema } from "./check-fields.ts";
import { processorOf } from "./scopes.ts";
import type { Scope } from "./scopes.ts";

/** What AWS refuses in an Express state machine: whatever goes on after its call. */
export function checkExpress({ branch, location }: Scope): readonly AslFinding[] {
  return Object.entries(branch.States).flatMap(([name, state]) => checkState(state, `${location}/States/${name}`));
}

function checkState(state: State, path: string): readonly AslFinding[] {
  if (state.Type === "Task") {
    const what = unsupported(state.Resource);
    return what === undefined ? [] : [refused(what, `${path}/Resource`)];
  }
  if (state.Type !== "Map" || processorOf(state).ProcessorConfig?.Mode !== "DISTRIBUTED") return [];
  const field = "Iterator" in state ? "Iterator" : "ItemProcessor";
  return [refused("'DISTRIBUTED' mode", `${path}/${field}/ProcessorConfig/Mode`)];
}

function unsupported(resource: string): string | undefined {
  // The space at the end is AWS's.
  if (resource.endsWith(".waitForTaskToken")) return "'.waitForTaskToken' service integration ";
  if (/\.sync(:2)?$/.test(resource)) return "'.sync' service integration";
  return /^arn:[^:]+:states:[^:]+:\d{12}:activity:/.test(resource) ? "Activity ARN" : undefined;
}

function refused(what: string, location: string): AslFinding {
  return schema(location, `Express state machine does not support ${what}`);
}
