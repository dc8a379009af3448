import type { Runtime } from "#authoring";
import { parseTimestamp } from "#interpreter";
import { mapItemsNatively } from "./map-items-natively.ts";
import { type RunAws, testReference } from "./aws-runner.ts";
import { type Recorder, throughJson } from "./recorder.ts";
import { retryTransient } from "./retry-transient.ts";
import type { RunTask } from "./task-runner.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export interface NativeRuntimeOptions {
  readonly runTask: RunTask;
  readonly runAws: RunAws;
  readonly recorder: Recorder;
  readonly clock: VirtualClock;
}

/** What a workflow's calls reach while it runs as plain TypeScript; one per execution. */
export function createNativeRuntime({ runTask, runAws, recorder, clock }: NativeRuntimeOptions): Runtime {
  return {
    callTask: (contract, input) => clock.during(() => retryTransient((attempt) => runTask(contract, input, attempt))),
    callAws: ({ service, name, transientErrors }, input) =>
      clock.during(() => retryTransient((attempt) => runAws(`${service}:${name}`, input, attempt), transientErrors)),
    reference: testReference,
    async emit(event, detail) {
      recorder.events.push({ name: event.name, detail: throughJson(detail) });
    },
    mapItems: mapItemsNatively,
    sleep: (seconds) => clock.until(clock.now() + seconds * 1000),
    async sleepUntil(timestamp) {
      const moment = parseTimestamp(timestamp);
      if (moment !== undefined) return clock.until(moment);
      const message = `sleepUntil takes a timestamp like "2026-12-24T18:00:00Z", got ${JSON.stringify(timestamp)}`;
      // As the Wait state fails.
      throw Object.assign(new Error(message), { name: "States.QueryEvaluationError" });
    },
  };
}
