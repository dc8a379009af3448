import { expect, it } from "vitest";
import type { Json } from "#asl";
import { detailedEvent, historyOf, packHistory, unpackHistory } from "#interpreter";
import type { RecordedEvent } from "#interpreter";
import { newEvent } from "../../src/interpreter/core/recorded-event.ts";

/** Events as a step records them, one after another. */
function recorded(...events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return events.map((event, index) =>
    Object.assign(event, { id: index + 4, previousEventId: index + 3, elapsed: index }),
  );
}

const startedAt = Date.UTC(2026, 0, 1);

it("gives back what every kind of event says", () => {
  const events = recorded(
    detailedEvent("ExecutionStarted", { roleArn: "arn:role" }, { "a\nb": "\u2028\n", "\\": [-0, 1e21, null] }),
    newEvent("TaskStateEntered", null, "Work"),
    detailedEvent("TaskScheduled", { resourceType: "lambda", resource: "invoke", timeoutInSeconds: 3 }, { n: 1 }),
    detailedEvent("TaskStarted", { taskStartedEventDetails: { resourceType: "lambda", resource: "invoke" } }),
    detailedEvent("TaskSucceeded", { resourceType: "lambda", resource: "invoke" }, ""),
    newEvent("TaskStateExited", 0, "Work", { "/*": { "\\": 2 }, n: undefined as unknown as Json }),
    newEvent("MapIterationStarted", 12, "Each"),
    newEvent("LambdaFunctionScheduled", { n: 1 }, "arn:function", { timeoutInSeconds: 5 }),
    detailedEvent("TaskFailed", { taskFailedEventDetails: { error: "E", cause: undefined } }),
    newEvent("SucceedStateExited", false, "Done"),
    detailedEvent("ExecutionSucceeded", undefined, "x"),
  );
  expect(unpackHistory(packHistory(events, startedAt))).toEqual(historyOf(events, startedAt));
});

it("stores a payload that several events have once", () => {
  const payload = { text: "only once" };
  const events = recorded(newEvent("PassStateEntered", payload, "A"), newEvent("PassStateExited", payload, "A"));
  expect(packHistory(events, startedAt).match(/only once/g)).toHaveLength(1);
});
