import type { Json } from "#asl";
import { type ScheduleTask, TaskFailure } from "#interpreter";
import type { RecordedResources } from "./recorded-case.ts";

/**
 * What a Lambda function of a recording answers, for attempts whose answers were not recorded: only what it does by its
 * description. `undefined` where there is no such function, or its description says too little.
 */
export function callRecordedFunction(resources: RecordedResources | undefined, task: ScheduleTask): Json | undefined {
  const isInvoke = task.resource === "arn:aws:states:::lambda:invoke";
  const { FunctionName: name, Payload: payload = {} } = (isInvoke ? task.arguments : {}) as Readonly<
    Record<string, Json>
  >;
  const functions = Object.entries(resources?.lambda ?? {});
  const found = functions.find(([key, { arn }]) => (isInvoke ? key === name || arn === name : arn === task.resource));
  if (found === undefined) return undefined;
  const result = resultOf(found[1].behaviour, isInvoke ? payload : task.arguments);
  return isInvoke && result !== undefined ? { ExecutedVersion: "$LATEST", Payload: result, StatusCode: 200 } : result;
}

function resultOf(behaviour: string, event: Json): Json | undefined {
  if (behaviour === "identity") return event;
  if (behaviour.startsWith("constant ")) return JSON.parse(behaviour.slice("constant ".length)) as Json;
  if (behaviour.startsWith("raises ")) throw new TaskFailure("Exception", behaviour);
  if (behaviour.startsWith('returns f"input-event-')) {
    return `input-event-${JSON.stringify(event).replaceAll('"', "'")}`;
  }
  return undefined;
}
