import type { ExecutionRow } from "../../runtime/execution-row.ts";
import type { Runtime } from "../../runtime/runtime.ts";
import type { Cloud } from "../../service.ts";
import { stoppingError } from "../../stopping.ts";
import { executionDoesNotExist } from "./errors.ts";

/** The ends of executions, for who waits for one. */
export interface ExecutionEnds {
  /** Resolves with the execution once it is over. */
  readonly of: (arn: string) => Promise<ExecutionRow>;
  /** Sends away whoever waits. */
  readonly close: () => void;
}

export function createExecutionEnds({ subscribe }: Pick<Cloud, "subscribe">, { store }: Runtime): ExecutionEnds {
  const waiting = new Set<(error: Error) => void>();
  return {
    async of(arn) {
      const end = Promise.withResolvers<ExecutionRow>();
      const look = (): void => {
        const execution = store.findByArn(arn);
        // It went with its state machine.
        if (execution === undefined) end.reject(executionDoesNotExist(arn));
        else if (execution.status !== "RUNNING") end.resolve(execution);
      };
      const unsubscribe = subscribe((topic, id) => {
        if (topic === "execution" && id === arn) look();
      });
      waiting.add(end.reject);
      look();
      try {
        return await end.promise;
      } finally {
        unsubscribe();
        waiting.delete(end.reject);
      }
    },
    close() {
      for (const reject of waiting) reject(stoppingError());
    },
  };
}
