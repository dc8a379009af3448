import type { Json } from "#asl";
import { TaskFailure } from "#interpreter";
import type { ScheduleTask } from "#interpreter";
import type { RecordedCase } from "./recorded-case.ts";

/** What a recorded function would have answered, for attempts whose answers were not recorded; only what it does by its description. */
export function callStandIn({ resources }: RecordedCase, task: ScheduleTask): Json {
  const isInvoke = task.resource === "arn:aws:states:::lambda:invoke";
  const { FunctionName: name, Payload: payload = {} } = (isInvoke ? task.arguments : {}) as Readonly<
    Record<string, Json>
  >;
  const functions = Object.entries(resources?.lambda ?? {});
  const found = functions.find(([key, { arn }]) => (isInvoke ? key === name || arn === name : arn === task.resource));
  if (found === undefined) throw new Error(`neither a mock nor a function for ${task.stateName}`);
  const result = resultOf(found[1].behaviour, isInvoke ? payload : task.arguments);
  return isInvoke ? { ExecutedVersion: "$LATEST", Payload: result, StatusCode: 200 } : result;
}

function resultOf(behaviour: string, event: Json): Json {
  if (behaviour === "identity") return event;
  if (behaviour.startsWith("constant ")) return JSON.parse(behaviour.slice("constant ".length)) as Json;
  if (behaviour.startsWith("raises ")) throw new TaskFailure("Exception", behaviour);
  if (behaviour.startsWith('returns f"input-event-'))
    return `input-event-${JSON.stringify(event).replaceAll('"', "'")}`;
  throw new Error(`no stand-in for a function that ${behaviour}`);
}
