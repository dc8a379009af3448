import type { Json } from "#asl";
import type { ExecutionEvent } from "#interpreter";
import type { Cloud } from "../service.ts";
import { inTransaction } from "../stores/transaction.ts";
import { createActivityStore } from "./activity-store.ts";
import type { ActivityStore } from "./activity-store.ts";
import { createActivityTasks } from "./activity-tasks.ts";
import type { ActivityTasks } from "./activity-tasks.ts";
import { advanceExecution } from "./advance-execution.ts";
import { writeStep } from "./commit-steps.ts";
import type { ExecutionStep } from "./commit-steps.ts";
import { createTables } from "./create-tables.ts";
import { identityOf, isMapRunChild } from "./execution-row.ts";
import type { ExecutionRow, NewExecution } from "./execution-row.ts";
import { createExecutionStore } from "./execution-store.ts";
import type { ExecutionStore } from "./execution-store.ts";
import { createMapRunStore } from "./map-run-store.ts";
import type { MapRunStore } from "./map-run-store.ts";
import { createMapRuns } from "./map-runs.ts";
import { createMailboxes } from "./mailboxes.ts";
import type { Delivery, Mailboxes } from "./mailboxes.ts";
import type { Outlets } from "./outlets.ts";
import { createTaskDispatcher } from "./task-dispatcher.ts";
import { createRedrives } from "./redrives.ts";
import { tellSteps } from "./tell-steps.ts";
import { createTimers } from "./timers.ts";
import { createWorkingSet } from "./working-set.ts";
import type { LoadedExecution, WorkingSet } from "./working-set.ts";

/** Runs executions so that what has happened stays happened: every step is on disk before anyone can see its effects. */
export interface Runtime {
  readonly store: ExecutionStore;
  readonly mapRuns: MapRunStore;
  /** Takes up a change of a map run's limits. */
  readonly settleMapRun: (runId: number) => void;
  /** Begins an execution; resolves with its row once its first step is committed. The ARN must be free (`find`). */
  readonly start: (execution: NewExecution) => Promise<ExecutionRow>;
  /** An execution by ARN, also one whose start is not committed yet. */
  readonly find: (arn: string) => ExecutionRow | undefined;
  /** Resolves once the start of this execution, if it is under way, is committed. */
  readonly started: (arn: string) => Promise<unknown>;
  /** Resolves once no start is under way that was under way when this was called. */
  readonly startsDone: () => Promise<unknown>;
  /** Aborts a running execution; resolves once that is committed. */
  readonly stop: (executionId: number, reason: { readonly error?: string; readonly cause?: string }) => Promise<void>;
  /** Lets an execution go on that ended without success; resolves once that is committed, or was impossible. */
  readonly redrive: (executionId: number, clientToken?: string) => Promise<void>;
  /** Resolves once a redrive of this execution that is under way is committed. */
  readonly redriven: (executionId: number) => Promise<unknown>;
  /** Tells an execution how a task stands that somebody answers by its token; resolves once that is committed. */
  readonly answer: (executionId: number, event: ExecutionEvent) => Promise<void>;
  readonly activities: ActivityStore;
  /** Waits for a task of an activity and gives it to a worker; undefined if none came. */
  readonly takeActivityTask: ActivityTasks["take"];
  /** Takes up what was under way when the process ended: timers, and tasks without a result. */
  readonly resume: () => void;
  /** Resolves when no event waits for its commit. Timers and tasks may still be pending. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type Advanced = ExecutionStep & LoadedExecution;

const tasksPerPage = 500;

/** Opens the runtime on the cloud's database; nothing runs before `resume` or `start`. */
export function createRuntime(cloud: Cloud, outlets: Outlets): Runtime {
  createTables(cloud.db);
  const store = createExecutionStore(cloud.db);
  const mapRuns = createMapRunStore(cloud.db);
  const activities = createActivityStore(cloud.db);
  const working = createWorkingSet(store);
  const starts = new Map<string, Promise<ExecutionRow>>();

  const deliver = async (deliveries: readonly Delivery[]): Promise<void> => {
    const steps = (await Promise.all(deliveries.map((delivery) => advance(working, delivery, cloud.log)))).flat();
    inTransaction(cloud.db, () => {
      for (const step of steps) {
        writeStep({ store, mapRuns }, step);
        redrives.noteToken(step);
      }
      tellSteps(outlets, store, steps);
    });
    for (const step of steps) working.noteCommitted(step);
    for (const step of steps) {
      try {
        perform(step);
      } catch (error) {
        // The step is committed: nothing may look as if it were not.
        cloud.log(`states: effects of ${step.execution.arn} failed: ${String(error)}`);
      }
    }
    timers.afterCommit();
  };

  const perform = ({ execution, step }: Advanced): void => {
    if (step.result !== undefined) tasks.cancelAll(execution.id);
    for (const taskId of step.endedTasks) tasks.cancel(execution.id, taskId);
    if (step.result === undefined) {
      for (const task of step.scheduledTasks.values()) tasks.dispatch(execution, task);
      for (const dueAt of step.startedTimers.values()) timers.arm(dueAt);
    }
    settleMapRuns(execution, step);
    cloud.notify("execution", execution.arn);
  };

  /** A step began or ended map runs of the execution, or ended the execution that a map run waits for. */
  const settleMapRuns = (execution: ExecutionRow, step: Advanced["step"]): void => {
    const { id } = execution;
    const begun = step.startedMapRuns.map(({ effect }) => effect.mapRunId);
    const own = [...begun, ...step.redrivenMapRuns, ...step.endedMapRuns.keys()];
    for (const mapRunId of own) {
      const run = mapRuns.find(id, mapRunId);
      if (run !== undefined) running.settle(run.id);
    }
    const around = step.result !== undefined && isMapRunChild(execution) ? mapRuns.findByChild(id) : undefined;
    if (around !== undefined) running.settle(around.id);
  };

  const mailboxes = createMailboxes({ deliver, log: cloud.log });
  const report = (id: number, event: ExecutionEvent): void => mailboxes.post(id, { event });
  const answer = (id: number, event: ExecutionEvent): Promise<void> =>
    new Promise((committed, failed) => mailboxes.post(id, { event, committed, failed }));
  const redrives = createRedrives({ store, clock: cloud.clock, answer });
  const activityTasks = createActivityTasks({ clock: cloud.clock, activities, store, report, answer });
  const { announce } = activityTasks;
  const tasks = createTaskDispatcher({ cloud, stores: { store, mapRuns }, report, announce });
  const timers = createTimers({
    store,
    clock: cloud.clock,
    fire: ({ executionId, timerId }, committed) =>
      mailboxes.post(executionId, { event: { type: "TimerFired", at: cloud.clock.now(), timerId }, committed }),
  });

  const begin = (execution: NewExecution): Promise<ExecutionRow> => {
    const started = start({ cloud, working, mailboxes }, execution).finally(() => starts.delete(execution.arn));
    starts.set(execution.arn, started);
    return started;
  };
  const running = createMapRuns({
    cloud,
    store,
    mapRuns,
    start: begin,
    stop: (id) => report(id, { type: "ExecutionStopped", at: cloud.clock.now() }),
    redrive: redrives.redrive,
    report,
  });

  return {
    store,
    mapRuns,
    settleMapRun: running.settle,
    start: begin,
    find: working.find,
    started: async (arn) => starts.get(arn),
    startsDone: () => Promise.allSettled(starts.values()),
    stop: (executionId, reason) =>
      new Promise((committed, failed) => {
        const event = { type: "ExecutionStopped", at: cloud.clock.now(), ...reason } as const;
        mailboxes.post(executionId, { event, committed, failed });
      }),
    redrive: redrives.redrive,
    redriven: redrives.underWay,
    answer,
    activities,
    takeActivityTask: activityTasks.take,
    resume() {
      redrives.resume();
      for (const { executionId, task } of pendingTasks(store)) {
        const execution = store.findById(executionId);
        if (execution !== undefined) tasks.dispatch(execution, task);
      }
      running.resume();
      timers.resume();
    },
    settled: mailboxes.settled,
    async close() {
      timers.close();
      redrives.close();
      tasks.close();
      activityTasks.close();
      running.close();
      await mailboxes.close();
    },
  };
}

/** Most of the time is spent here; executions of one delivery take their steps side by side. */
async function advance(
  working: WorkingSet,
  { executionId, mail }: Delivery,
  log: (line: string) => void,
): Promise<readonly Advanced[]> {
  let loaded: LoadedExecution | undefined;
  try {
    const redriven = mail.find(({ event }) => event.type === "ExecutionRedriven");
    loaded = working.load(executionId, redriven?.event.at);
  } catch (error) {
    // One execution whose rows cannot be read must not hold up the others.
    log(`states: execution ${executionId} cannot be continued: ${String(error)}`);
    for (const { failed } of mail) failed?.(error);
  }
  if (loaded === undefined) return [];
  const step = await advanceExecution(
    loaded.machine,
    loaded.position,
    mail.map(({ event }) => event),
  );
  return [{ ...loaded, step }];
}

function start(
  { cloud, working, mailboxes }: { cloud: Cloud; working: WorkingSet; mailboxes: Mailboxes },
  given: NewExecution,
): Promise<ExecutionRow> {
  const at = cloud.clock.now();
  const execution = working.begin(given, at);
  const identity = identityOf(execution);
  const input = JSON.parse(execution.input) as Json;
  const seed = Math.floor(cloud.random() * 2 ** 32);
  return new Promise((resolve, reject) => {
    mailboxes.post(execution.id, {
      event: { type: "ExecutionStarted", at, input, identity, seed },
      committed: () => resolve(execution),
      failed: (error) => {
        working.abandon(execution);
        reject(error);
      },
    });
  });
}

function* pendingTasks(store: ExecutionStore) {
  let last = { executionId: 0, taskId: "" };
  for (;;) {
    const page = store.tasksAfter(last.executionId, last.taskId, tasksPerPage);
    yield* page;
    const end = page.at(-1);
    if (end === undefined || page.length < tasksPerPage) return;
    last = { executionId: end.executionId, taskId: end.task.taskId };
  }
}
