import type { Json } from "#asl";
import type { ScheduleTask } from "#interpreter";

/** A task without a result, as it is stored. */
export interface PendingTask extends ScheduleTask {
  /** Of a task that goes on after its call: what the service answered. It is not called again. */
  readonly submitted?: Json;
}
