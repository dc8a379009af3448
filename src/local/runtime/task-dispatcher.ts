import { TaskFailure } from "#interpreter";
import type { ExecutionEvent, ScheduleTask } from "#interpreter";
import { createModelLoader } from "../protocol/service-models.ts";
import type { Cloud } from "../service.ts";
import type { ExecutionRow } from "./execution-row.ts";
import type { TaskCall } from "./integrations/integration.ts";
import { integrationOf } from "./integrations/integration-of.ts";

/** Does the work of tasks, each as the execution's own role, and reports how it ended. */
export interface TaskDispatcher {
  readonly dispatch: (execution: ExecutionRow, task: ScheduleTask) => void;
  /** The result of a task that was called off is not wanted any more; what runs cannot be stopped, as on AWS. */
  readonly cancel: (executionId: number, taskId: string) => void;
  readonly cancelAll: (executionId: number) => void;
  /** Starts nothing more, and reports nothing: tasks without a recorded result run again after the next start. */
  readonly close: () => void;
}

export interface TaskDispatcherOptions {
  readonly cloud: Cloud;
  readonly report: (executionId: number, event: ExecutionEvent) => void;
}

export function createTaskDispatcher({ cloud, report }: TaskDispatcherOptions): TaskDispatcher {
  const loadModel = createModelLoader();
  const underWay = new Map<number, Set<string>>();
  let isClosed = false;

  const forget = (executionId: number, taskId: string): boolean => {
    const tasks = underWay.get(executionId);
    const wasUnderWay = tasks?.delete(taskId) ?? false;
    if (tasks?.size === 0) underWay.delete(executionId);
    return wasUnderWay;
  };

  return {
    dispatch(execution, task) {
      if (isClosed) return;
      const tasks = underWay.get(execution.id) ?? new Set();
      // A task that already runs in this process is not started a second time.
      if (tasks.has(task.taskId)) return;
      underWay.set(execution.id, tasks.add(task.taskId));
      const isWanted = (): boolean => !isClosed && underWay.get(execution.id)?.has(task.taskId) === true;
      void performTask({ cloud, loadModel, execution, task, principal: principalOf(execution) }, isWanted).then(
        (event) => {
          if (isWanted() && forget(execution.id, task.taskId)) report(execution.id, event);
          return undefined;
        },
      );
    },
    cancel: (executionId, taskId) => void forget(executionId, taskId),
    cancelAll: (executionId) => void underWay.delete(executionId),
    close() {
      isClosed = true;
    },
  };
}

async function performTask(call: TaskCall, isWanted: () => boolean): Promise<ExecutionEvent> {
  const { cloud, execution, task } = call;
  const { taskId } = task;
  try {
    const integration = integrationOf(task.resource);
    if (integration === undefined) {
      throw new TaskFailure("States.Runtime", `The resource ${task.resource} is not implemented by the local cloud`);
    }
    const output = await integration.perform(call);
    return { type: "TaskSucceeded", at: cloud.clock.now(), taskId, output };
  } catch (error) {
    const at = cloud.clock.now();
    if (error instanceof TaskFailure) return { type: "TaskFailed", at, taskId, error: error.error, cause: error.cause };
    // Our own fault, not AWS's: it must not read like an error that a workflow may retry.
    if (isWanted()) {
      cloud.log(`states: task ${task.stateName} of ${execution.arn} broke an integration: ${String(error)}`);
    }
    const cause = error instanceof Error ? error.message : String(error);
    return { type: "TaskFailed", at, taskId, error: "States.Runtime", cause };
  }
}

function principalOf(execution: ExecutionRow) {
  return { kind: "role", roleArn: execution.roleArn, sessionName: execution.name.slice(0, 64) } as const;
}
