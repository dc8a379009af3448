import type { Json } from "#asl";
import { unpackSnapshot } from "#interpreter";
import type { Machine } from "#interpreter";
import type { Position } from "./advance-execution.ts";
import { createBoundedCache } from "./bounded-cache.ts";
import type { ExecutionStep } from "./commit-steps.ts";
import { identityOf, redrivenRow } from "./execution-row.ts";
import type { ExecutionRow, NewExecution } from "./execution-row.ts";
import { definitionHashOf } from "./execution-store.ts";
import type { ExecutionStore } from "./execution-store.ts";
import { createMachineCache } from "./machine-cache.ts";

/** An execution as a step needs it. */
export interface LoadedExecution {
  readonly execution: ExecutionRow;
  readonly machine: Machine;
  readonly position: Position;
  /** Set until the first step is committed. */
  readonly created: { readonly definition: string } | undefined;
}

/**
 * The executions in memory: those whose start is not committed yet, and those that were busy a moment ago, up to a
 * weight. All others are read again when something reaches them.
 */
export interface WorkingSet {
  /** Undefined if the execution was deleted, or is over and not redriven. */
  readonly load: (executionId: number, redrivenAt?: number) => LoadedExecution | undefined;
  readonly begin: (execution: NewExecution, startedAt: number) => ExecutionRow;
  /** Forgets an execution whose start could not be committed. */
  readonly abandon: (execution: ExecutionRow) => void;
  readonly find: (arn: string) => ExecutionRow | undefined;
  readonly noteCommitted: (step: ExecutionStep & LoadedExecution) => void;
  readonly clear: () => void;
}

const maxHotBytes = 32 * 1024 * 1024;
// What a row and a parsed snapshot cost beside their texts, roughly.
const overheadBytes = 2_048;

export function createWorkingSet(store: ExecutionStore): WorkingSet {
  const machineOf = createMachineCache();
  const hot = createBoundedCache<number, LoadedExecution>(maxHotBytes);
  const startingById = new Map<number, LoadedExecution>();
  const startingByArn = new Map<string, ExecutionRow>();
  let lastId = store.lastExecutionId();

  const forgetStart = (execution: ExecutionRow): void => {
    startingById.delete(execution.id);
    startingByArn.delete(execution.arn);
  };

  return {
    load(executionId, redrivenAt) {
      const inMemory = startingById.get(executionId) ?? hot.get(executionId);
      if (inMemory !== undefined) return inMemory;
      const execution = store.findById(executionId);
      if (execution === undefined) return undefined;
      const isOver = execution.status !== "RUNNING";
      if (isOver && (redrivenAt === undefined || !store.isKept(executionId))) return undefined;
      const machine = machineOf(execution, () => definitionOf(store, execution));
      const row = isOver && redrivenAt !== undefined ? redrivenRow(execution, redrivenAt) : execution;
      return { execution: row, machine, position: positionOf(store, execution), created: undefined };
    },
    begin({ definition, ...given }, startedAt) {
      const definitionHash = definitionHashOf(definition);
      const machine = machineOf({ definitionHash, type: given.type }, () => definition);
      const execution: ExecutionRow = {
        ...given,
        id: (lastId += 1),
        definitionHash,
        status: "RUNNING",
        output: undefined,
        error: undefined,
        cause: undefined,
        startedAt,
        stoppedAt: undefined,
        redriveCount: 0,
        redrivenAt: undefined,
      };
      const position = { snapshot: undefined, lastEventId: 0 };
      startingById.set(execution.id, { execution, machine, position, created: { definition } });
      startingByArn.set(execution.arn, execution);
      return execution;
    },
    abandon: forgetStart,
    find: (arn) => startingByArn.get(arn) ?? store.findByArn(arn),
    noteCommitted({ execution, machine, step }) {
      forgetStart(execution);
      if (step.result !== undefined) {
        hot.delete(execution.id);
      } else if (step.snapshotText !== undefined) {
        const weight = overheadBytes + execution.input.length + step.snapshotText.length;
        hot.set(execution.id, { execution, machine, position: step.position, created: undefined }, weight);
      }
    },
    clear: () => hot.clear(),
  };
}

function definitionOf(store: ExecutionStore, execution: ExecutionRow): string {
  const definition = store.definitionOf(execution.definitionHash);
  if (definition === undefined) throw new Error(`the definition of ${execution.arn} is missing from the data folder`);
  return definition;
}

function positionOf(store: ExecutionStore, execution: ExecutionRow): Position {
  const lastEventId = store.lastEventId(execution.id);
  const text = store.snapshotOf(execution.id);
  if (text === undefined) return { snapshot: undefined, lastEventId };
  const beginning = { identity: identityOf(execution), input: JSON.parse(execution.input) as Json };
  return { snapshot: unpackSnapshot(text, beginning), lastEventId };
}
