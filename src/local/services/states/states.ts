import type { Runtime } from "../../runtime/runtime.ts";
import type { Cloud } from "../../service.ts";
import type { ExecutionEnds } from "./execution-ends.ts";
import type { MachineStore } from "./machine-store.ts";

/** What every operation of Step Functions stands on. */
export interface States {
  readonly cloud: Cloud;
  readonly machines: MachineStore;
  readonly runtime: Runtime;
  readonly ends: ExecutionEnds;
}
