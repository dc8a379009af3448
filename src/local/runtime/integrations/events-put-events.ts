import type { PutEventsRequestEntry, PutEventsResponse } from "@aws-sdk/client-eventbridge";
import type { Json, JsonObject } from "#asl";
import { TaskFailure } from "#interpreter";
import type { Integration, TaskCall } from "./integration.ts";
import { failAsTask } from "./service-failure.ts";
import { asText, readArguments } from "./task-arguments.ts";

const names = {
  prefix: "EventBridge",
  service: "AmazonEventBridge",
  undeclared: "AmazonEventBridgeException",
  style: "optimized",
} as const;
const parameters = ["Entries"];

/** `arn:aws:states:::events:putEvents`: fails when any entry fails, unlike the `aws-sdk` integration. */
export const eventsPutEvents: Integration = {
  parameters,
  required: parameters,
  async perform(call) {
    const { Entries } = readArguments(call.task.arguments, parameters, parameters);
    if (!Array.isArray(Entries)) throw new TaskFailure("States.Runtime", "The field 'Entries' must be an array");
    const entries = (Entries as readonly JsonObject[]).map((entry) => toEntry(call, entry));
    const output = await failAsTask(
      names,
      () => call.loadModel("events"),
      call.cloud.newId(),
      () => call.cloud.call<PutEventsResponse>("events", "PutEvents", { Entries: entries }, call.principal),
    );
    const result: Json = {
      Entries: (output.Entries ?? []).map((entry) => ({ ...entry }) as JsonObject),
      FailedEntryCount: output.FailedEntryCount ?? 0,
    };
    if (output.FailedEntryCount) throw new TaskFailure("EventBridge.FailedEntry", JSON.stringify(result));
    return result;
  },
};

/** Step Functions names the execution and its state machine among the event's resources. */
function toEntry({ execution }: TaskCall, { Detail, Resources, Time, ...rest }: JsonObject): PutEventsRequestEntry {
  const given = Array.isArray(Resources) ? (Resources as readonly string[]) : [];
  const detail = asText(Detail);
  return {
    ...(rest as PutEventsRequestEntry),
    ...(detail === undefined ? {} : { Detail: detail }),
    ...(typeof Time === "string" ? { Time: new Date(Time) } : {}),
    Resources: [...given, execution.arn, execution.machineArn],
  };
}
