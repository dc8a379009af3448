import type * as z from "zod";
import type { JsonSchema } from "./json.ts";
import { kind } from "./kind.ts";
import { checkOptions } from "./names.ts";
import type { EventPattern, PatternTrigger } from "./trigger.ts";

/**
 * Starts an execution for each event of the account's default bus that the pattern matches. The schema says what of its detail
 * the workflow reads; an event whose detail is not so fails the execution with `Millrace.InvalidInput`.
 *
 * @example
 * trigger: eventPattern(
 *   { source: ["aws.ec2"], "detail-type": ["EC2 Instance State-change Notification"], detail: { state: ["stopped"] } },
 *   z.object({ "instance-id": z.string() }),
 * )
 */
export function eventPattern<const Source extends string, const DetailType extends string, S extends z.core.$ZodType>(
  pattern: EventPattern<Source, DetailType>,
  detailSchema: S & JsonSchema<S>,
): PatternTrigger<DetailType, z.output<S>, Source> {
  checkOptions("an event pattern", pattern, ["source", "detail-type", "account", "region", "resources", "detail"]);
  const [detailType, another] = pattern["detail-type"] as readonly (DetailType | undefined)[];
  if (typeof detailType !== "string" || another !== undefined) {
    throw new TypeError('an event pattern needs one "detail-type", as a text; use anyOf for several');
  }
  const sources: readonly unknown[] = pattern.source;
  if (sources.length === 0 || sources.some((source) => typeof source !== "string")) {
    throw new TypeError("an event pattern needs its source, as texts");
  }
  for (const [key, value] of Object.entries(pattern)) {
    // EventBridge refuses them, and only when the stack is deployed.
    if (Object.keys(value as object).length === 0) throw new TypeError(`an event pattern's "${key}" must not be empty`);
  }
  return { [kind]: "trigger", type: "pattern", detailType, pattern, schema: detailSchema };
}
