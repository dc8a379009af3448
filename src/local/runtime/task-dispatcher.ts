import type { Json } from "#asl";
import { isActivity, TaskFailure } from "#interpreter";
import type { ExecutionEvent } from "#interpreter";
import { createModelLoader } from "../protocol/service-models.ts";
import type { Cloud } from "../service.ts";
import type { ResultStores } from "./child-results.ts";
import { principalOf } from "./execution-row.ts";
import type { ExecutionRow } from "./execution-row.ts";
import type { PendingTask } from "./pending-task.ts";
import type { TaskCall } from "./integrations/integration.ts";
import { asTaskRole } from "./integrations/as-task-role.ts";
import { integrationOf } from "./integrations/integration-of.ts";
import { readItemsFromS3 } from "./read-items-from-s3.ts";
import { writeResults } from "./write-results.ts";

/** Does the work of tasks, each as the execution's own role, and reports how it ended. */
export interface TaskDispatcher {
  readonly dispatch: (execution: ExecutionRow, task: PendingTask) => void;
  /** The result of a task that was called off is not wanted any more. Of what runs, only executions are stopped, as on AWS. */
  readonly cancel: (executionId: number, taskId: string) => void;
  readonly cancelAll: (executionId: number) => void;
  /** Starts nothing more, and reports nothing: tasks without a recorded result run again after the next start. */
  readonly close: () => void;
}

export interface TaskDispatcherOptions {
  readonly cloud: Cloud;
  /** Where the results of map runs are. */
  readonly stores: ResultStores;
  readonly report: (executionId: number, event: ExecutionEvent) => void;
  /** Takes the tasks of activities, which workers do. */
  readonly announce: (execution: ExecutionRow, task: PendingTask) => void;
}

export function createTaskDispatcher({ cloud, stores, report, announce }: TaskDispatcherOptions): TaskDispatcher {
  const loadModel = createModelLoader();
  const underWay = new Map<number, Map<string, AbortController>>();
  let isClosed = false;

  const forget = (executionId: number, taskId: string): AbortController | undefined => {
    const tasks = underWay.get(executionId);
    const task = tasks?.get(taskId);
    tasks?.delete(taskId);
    if (tasks?.size === 0) underWay.delete(executionId);
    return task;
  };

  const run = async (execution: ExecutionRow, task: PendingTask, signal: AbortSignal): Promise<void> => {
    const { taskId } = task;
    const isWanted = (): boolean => !isClosed && underWay.get(execution.id)?.has(taskId) === true;
    const tell = (event: ExecutionEvent): void => {
      if (isWanted()) report(execution.id, event);
    };
    const call: TaskCall = { cloud, loadModel, execution, task, principal: principalOf(execution) };
    await performTask(call, stores, { signal, isWanted, tell });
    forget(execution.id, taskId);
  };

  return {
    dispatch(execution, task) {
      if (isClosed) return;
      if (isActivity(task.resource)) return announce(execution, task);
      const tasks = underWay.get(execution.id) ?? new Map<string, AbortController>();
      // A task that already runs in this process is not started a second time.
      if (tasks.has(task.taskId)) return;
      const controller = new AbortController();
      underWay.set(execution.id, tasks.set(task.taskId, controller));
      void run(execution, task, controller.signal);
    },
    cancel: (executionId, taskId) => forget(executionId, taskId)?.abort(),
    cancelAll(executionId) {
      const tasks = underWay.get(executionId);
      underWay.delete(executionId);
      for (const task of tasks?.values() ?? []) task.abort();
    },
    close() {
      isClosed = true;
    },
  };
}

interface Attention {
  readonly signal: AbortSignal;
  readonly isWanted: () => boolean;
  readonly tell: (event: ExecutionEvent) => void;
}

/** Calls the service, and where the task goes on, waits for the end of that; a task answered by its token ends elsewhere. */
async function performTask(
  call: TaskCall & { readonly task: PendingTask },
  stores: ResultStores,
  attention: Attention,
): Promise<void> {
  const { cloud, task } = call;
  const { taskId } = task;
  // A distributed Map's items and results are read and written by Step Functions itself.
  if (task.itemReader !== undefined) return attention.tell(await attempt(call, attention, () => readItemsFromS3(call)));
  if (task.resultWriter !== undefined) {
    return attention.tell(await attempt(call, attention, () => writeResults(call, stores)));
  }
  const integration = integrationOf(task.resource);
  if (integration === undefined) {
    const cause = `The resource ${task.resource} is not implemented by the local cloud`;
    return attention.tell({ type: "TaskFailed", at: cloud.clock.now(), taskId, error: "States.Runtime", cause });
  }
  const { goesOn } = integration;
  let submitted = task.submitted;
  if (submitted === undefined) {
    const outcome = await attempt(call, attention, async () => integration.perform(asTaskRole(call)));
    if (goesOn === undefined) return attention.tell(outcome);
    if (outcome.type === "TaskFailed") return attention.tell({ ...outcome, type: "TaskSubmitFailed" });
    submitted = outcome.output;
    attention.tell({ ...outcome, type: "TaskSubmitted" });
  }
  const { follow } = goesOn ?? {};
  if (follow === undefined) return;
  const begun = submitted;
  attention.tell(await attempt(call, attention, async () => follow(asTaskRole(call), begun, attention.signal)));
}

type TaskOutcome = Extract<ExecutionEvent, { readonly type: "TaskSucceeded" | "TaskFailed" }>;

async function attempt(
  { cloud, execution, task }: TaskCall,
  { isWanted }: Attention,
  perform: () => Promise<Json>,
): Promise<TaskOutcome> {
  const { taskId } = task;
  try {
    const output = await perform();
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
