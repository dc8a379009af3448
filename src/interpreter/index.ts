// The door of the interpreter: `loadMachine` once per definition, then either `transition` step by step (a durable
// runner) or `runExecution` from beginning to end in memory (tests, `simulate`).
export type * from "./types.ts";
export { loadMachine } from "./load/load-machine.ts";
export type { Machine, MachineType, LoadOptions, HashAlgorithm, HashFunction } from "./load/machine.ts";
export { InvalidDefinition } from "./load/invalid-definition.ts";
export { validateForCreation } from "./load/validate-for-creation.ts";
export type { CreationOptions, CreationVerdict } from "./load/validate-for-creation.ts";
export { isRedrivable } from "./core/redrive-execution.ts";
export type { Snapshot } from "./core/snapshot.ts";
export { recordTransition, transition } from "./transition.ts";
export { detailedEvent } from "./core/recorded-event.ts";
export type { RecordedEvent } from "./core/recorded-event.ts";
export { historyOf } from "./core/written-event.ts";
export { packHistory, unpackHistory } from "./packed-history.ts";
export { packSnapshot, unpackSnapshot } from "./packed-snapshot.ts";
export { defaultIdentity, defaultStart, runExecution } from "./run-execution.ts";
export type { RunExecutionOptions, ExecutionOutcome } from "./run-execution.ts";
export type { PerformTask, TaskWorker } from "./running-task.ts";
export type { RunnerClock } from "./runner-time.ts";
export { isActivity } from "./states/task-resource.ts";
export { copyJson } from "./copy-json.ts";
export { TaskFailure } from "./task-failure.ts";
// Distributed Maps, for whoever runs their child executions.
export { childIdentity } from "./map-run/arns.ts";
export { childMachine } from "./map-run/child-machine.ts";
export type { ItemStore, ListedItem, ObjectPlace } from "./map-run/item-store.ts";
export { type ReadingTask, readItems } from "./map-run/read-items.ts";
export { readerFailure } from "./map-run/reader-failure.ts";
export { type MapRunResult, resultOfChild } from "./map-run/describe-child.ts";
export { unexportedResults } from "./map-run/format-results.ts";
export { resultFiles } from "./map-run/result-files.ts";
export type { ResultFile, ResultFiles, ResultPlace } from "./map-run/result-files.ts";
export { exceedsTolerance, thresholdExceeded } from "./map-run/tolerance.ts";
// What a runner of anything else than a machine needs to agree with it.
export { retryDelaySeconds } from "./core/retry-delay.ts";
export { parseTimestamp } from "#asl";
// One state by itself, as TestState tests it.
export { testState } from "./test-state/test-state.ts";
export { TestStateRefusal } from "./test-state/refusal.ts";
export type { TestStateInspection, TestStateOptions, TestStateRequest, TestStateResponse } from "./test-state/types.ts";
