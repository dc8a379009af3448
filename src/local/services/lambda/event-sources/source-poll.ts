import type { Cloud } from "../../../service.ts";
import type { BatchRun } from "./invoke-with-records.ts";
import type { EventSourceMapping } from "./mapping-store.ts";

/** A mapping's work on its source, until it is changed, switched off or deleted. */
export interface SourcePoll {
  readonly cloud: Cloud;
  readonly mapping: EventSourceMapping;
  /** All that a batch needs, looked up now: the function may have been deployed meanwhile. Throws where it is gone. */
  readonly nextRun: () => BatchRun;
  readonly isActive: () => boolean;
  readonly onProblem: (error: unknown) => void;
  readonly onSuccess: () => void;
}
