import { runtime } from "./runtime.ts";

/** What an execution knows of itself. */
export interface ExecutionContext {
  readonly execution: {
    /** The execution's ARN. */
    readonly id: string;
    readonly name: string;
    /** ISO 8601, in UTC. */
    readonly startTime: string;
  };
  readonly workflow: {
    /** As `defineWorkflow` has it. */
    readonly name: string;
  };
  /**
   * The present moment in milliseconds since the epoch. It is the moment at which the state was entered that asks, so that
   * all of one state agree; in tests it is virtual.
   */
  readonly now: () => number;
}

/**
 * What a workflow may ask of the execution it runs in.
 *
 * @example
 * await emit(orderShipped, { id, execution: context.execution.name, at: context.now() });
 */
export const context: ExecutionContext = {
  get execution() {
    return runtime().context().execution;
  },
  get workflow() {
    return runtime().context().workflow;
  },
  now: () => runtime().context().now(),
};
