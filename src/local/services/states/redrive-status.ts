import type { ExecutionRow } from "../../runtime/execution-row.ts";
import { redrivabilityOf } from "../../runtime/redrivability.ts";
import type { Redrivability } from "../../runtime/redrivability.ts";
import type { States } from "./states.ts";

/** Whether an execution can be redriven now. */
export function redriveStatus({ cloud, machines, runtime }: States, execution: ExecutionRow): Redrivability {
  const { id, machineArn } = execution;
  const [machine = ""] = machineArn.split("/");
  if (machines.machine(machine)?.status === "DELETING") {
    return { status: "NOT_REDRIVABLE", reason: "State machine is in DELETING status" };
  }
  const { store } = runtime;
  const facts = { now: cloud.clock.now(), isKept: store.isKept(id), lastEventId: store.lastEventId(id) };
  return redrivabilityOf(execution, facts);
}
