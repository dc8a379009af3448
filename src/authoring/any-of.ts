import { isKind, kind } from "./kind.ts";
import type { EventOf, Trigger, TriggerOf } from "./trigger.ts";

/** Several triggers of one workflow, whose event is any of theirs. */
export interface AnyOf<Event> extends TriggerOf<Event> {
  readonly type: "anyOf";
  readonly triggers: readonly Trigger[];
}

/**
 * Starts a workflow for each of several triggers. Its event is one of theirs: `event["detail-type"]` tells which.
 *
 * @example
 * trigger: anyOf(landing.objectCreated({ prefix: "orders/" }), orderPlaced.emitted())
 */
export function anyOf<const Triggers extends readonly [Trigger, ...Trigger[]]>(
  ...triggers: Triggers
): AnyOf<EventOf<Triggers[number]>> {
  if (triggers.length === 0) throw new TypeError("anyOf needs a trigger");
  for (const [position, trigger] of triggers.entries()) {
    if (!isKind(trigger, "trigger") || trigger.type === ("anyOf" as string)) {
      throw new TypeError(`anyOf takes triggers, and argument ${position + 1} is none`);
    }
    const earlier = triggers.slice(0, position).find((other) => isSame(other, trigger));
    if (earlier !== undefined) throw new TypeError(refusalOf(trigger));
  }
  return { [kind]: "trigger", type: "anyOf", triggers };
}

/** Whether two triggers surely start the workflow twice for one event, or give events that nothing tells apart. */
function isSame(left: Trigger, right: Trigger): boolean {
  if (left.detailType !== right.detailType) return false;
  if (left.type === "finished" && right.type === "finished") return left.workflow === right.workflow;
  if (left.type === "schedule" && right.type === "schedule") return left.name === right.name;
  if (left.type !== "object" || right.type !== "object") return true;
  const keys = ({ bucket, filter: { prefix = "", suffix = "" } }: typeof left): string =>
    JSON.stringify([bucket, prefix, suffix]);
  return keys(left) === keys(right);
}

function refusalOf(trigger: Trigger): string {
  if (trigger.type === "object") {
    return `anyOf has the same trigger twice: "${trigger.detailType}" of the bucket "${trigger.bucket}"; each object would start two executions`;
  }
  if (trigger.type === "schedule") {
    return `anyOf has two schedules of the name "${trigger.name}": give each a name, which its event's detail.schedule has`;
  }
  const remedy =
    trigger.type === "finished"
      ? `write one for "${trigger.workflow}", with status: ["SUCCEEDED", "FAILED"]`
      : "write one, whose `where` or pattern lists all values that start the workflow";
  return `anyOf has two triggers for the event "${trigger.detailType}": ${remedy}`;
}
