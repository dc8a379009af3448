import type { HistoryEvent, Json } from "#asl";
import type { Snapshot } from "./core/snapshot.ts";
import type { Machine } from "./load/machine.ts";
import { createRealWorld, createVirtualWorld } from "./runner-world.ts";
import type { PerformTask } from "./runner-tasks.ts";
import type { RunnerClock } from "./runner-world.ts";
import { transition } from "./transition.ts";
import type { Effect, ExecutionEvent, ExecutionIdentity, ExecutionResult } from "./types.ts";

export interface RunExecutionOptions {
  readonly machine: Machine;
  readonly input: Json;
  readonly identity?: Partial<ExecutionIdentity>;
  /** `virtual`: time stands still while tasks run and jumps to the next timer otherwise. @default "virtual" */
  readonly clock?: "virtual" | RunnerClock;
  /** When a virtual clock begins, in milliseconds since the epoch. @default 2026-01-01T00:00:00Z */
  readonly startAt?: number;
  readonly performTask: PerformTask;
  /** Seeds `$random`, `$uuid` and retry jitter. @default 0, so that runs repeat exactly */
  readonly seed?: number;
  /** Aborts the execution (status ABORTED). */
  readonly signal?: AbortSignal;
}

export interface ExecutionOutcome {
  readonly status: ExecutionResult["status"];
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  /** States entered. */
  readonly transitions: number;
  readonly history: readonly HistoryEvent[];
}

/** When a virtual clock begins, unless told otherwise. */
export const defaultStart = Date.UTC(2026, 0, 1);

const defaultIdentity: ExecutionIdentity = {
  executionArn: "arn:aws:states:us-east-1:000000000000:execution:state-machine:execution",
  executionName: "execution",
  stateMachineArn: "arn:aws:states:us-east-1:000000000000:stateMachine:state-machine",
  stateMachineName: "state-machine",
  roleArn: "arn:aws:iam::000000000000:role/state-machine",
};

/** Runs an execution from beginning to end in memory. */
export async function runExecution(options: RunExecutionOptions): Promise<ExecutionOutcome> {
  const { machine, input, clock = "virtual", startAt = defaultStart, performTask, seed = 0, signal } = options;
  const world =
    clock === "virtual" ? createVirtualWorld({ performTask, startAt }) : createRealWorld({ performTask, clock });
  const identity = { ...defaultIdentity, ...options.identity };
  const stop = (): void => world.deliver({ type: "ExecutionStopped", at: world.now() });
  signal?.addEventListener("abort", stop, { once: true });

  const history: HistoryEvent[] = [];
  let snapshot: Snapshot | undefined;
  let event: ExecutionEvent = { type: "ExecutionStarted", at: world.now(), input, identity, seed };
  if (signal?.aborted === true) stop();
  try {
    for (;;) {
      const step = await transition(machine, snapshot, event);
      snapshot = step.snapshot;
      for (const written of step.history) history.push(written);
      const result = performEffects(step.effects, world.perform);
      if (result !== undefined) {
        const { kind: _, ...outcome } = result;
        return { ...outcome, transitions: countTransitions(history), history };
      }
      event = await world.nextEvent();
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    world.close();
  }
}

function performEffects(
  effects: readonly Effect[],
  perform: (effect: Exclude<Effect, ExecutionResult>) => void,
): ExecutionResult | undefined {
  let result: ExecutionResult | undefined;
  for (const effect of effects) {
    if (effect.kind === "finish") result = effect;
    else perform(effect);
  }
  return result;
}

function countTransitions(history: readonly HistoryEvent[]): number {
  return history.filter(({ type }) => type.endsWith("StateEntered")).length;
}
