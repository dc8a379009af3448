import type { Runtime } from "#authoring";
import { awsRetriers, taskRetriers } from "#compiler";
import { parseTimestamp } from "#interpreter";
import { mapItemsNatively } from "./map-items-natively.ts";
import { testReference } from "./aws-runner.ts";
import { createNativeCallback, type NativeCallbackOptions } from "./native-callback.ts";
import { throughJson } from "./recorder.ts";
import { retryCall } from "./retry-call.ts";

export type NativeRuntimeOptions = NativeCallbackOptions;

/** What a workflow's calls reach while it runs as plain TypeScript; one per execution. */
export function createNativeRuntime(options: NativeRuntimeOptions): Runtime {
  const { runTask, runAws, recorder, clock } = options;
  const runtime: Runtime = {
    callTask: (contract, input, callOptions) =>
      retryCall((attempt, use) => {
        use(taskRetriers(callOptions));
        return clock.during(() => runTask(contract, input, attempt));
      }, clock),
    callAws: (operation, input, callOptions) =>
      retryCall((attempt, use) => {
        use(awsRetriers(operation, callOptions));
        return clock.during(() => runAws(`${operation.service}:${operation.name}`, input, attempt));
      }, clock),
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
    callback: createNativeCallback(options, () => runtime),
  };
  return runtime;
}
