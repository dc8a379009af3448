import type { AppEvent } from "#authoring";
import type { TaskEffect } from "../../ir/ir.ts";
import { array, literal, object } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { eventBusPlaceholder, eventSourcePlaceholder } from "../../output.ts";
import { defaultEmitRetrier } from "./retriers.ts";

/** A bus answers at once; a call that hangs would otherwise hold the execution for years. */
const emitTimeoutSeconds = 60;

/** Puts an event on the app's bus. The optimized integration fails on a failed entry, which the SDK's would drop. */
export function putEvents(event: AppEvent, detail: JsonataNode): TaskEffect {
  const entry = object([
    ["EventBusName", literal(`\${${eventBusPlaceholder}}`)],
    ["Source", literal(`\${${eventSourcePlaceholder}}`)],
    ["DetailType", literal(event.name)],
    ["Detail", detail],
  ]);
  return {
    kind: "task",
    resource: "arn:aws:states:::events:putEvents",
    arguments: object([["Entries", array([entry])]]),
    valuePath: [],
    timeoutSeconds: literal(emitTimeoutSeconds),
    retry: [defaultEmitRetrier],
  };
}
