import type { Tag } from "@aws-sdk/client-sfn";
import { AwsError } from "../../aws-error.ts";
import { constraint, resourceNotFound } from "./errors.ts";
import type { States } from "./states.ts";

const maxTags = 50;

/** Adds tags to a state machine or an activity, over those of the same key. Throws `TooManyTags`. */
export function writeTags({ machines }: States, arn: string, tags: readonly Tag[] | undefined): void {
  const keys = new Set([...machines.tagsOf(arn), ...(tags ?? [])].map(({ key }) => key));
  if (keys.size > maxTags) {
    const message = `Invalid Tags: 'The request exceeds the maximum of ${maxTags} tags for a resource'`;
    throw new AwsError("TooManyTags", message, 400, { resourceName: arn });
  }
  for (const { key = "", value = "" } of tags ?? []) {
    if (key === "" || key.length > 128) throw constraint("key", key, "have length between 1 and 128");
    if (value.length > 256) throw constraint("value", value, "have length less than or equal to 256");
  }
  for (const { key = "", value = "" } of tags ?? []) machines.putTag(arn, key, value);
}

/** Only state machines and activities carry tags: executions, versions and aliases do not. Throws `ResourceNotFound`. */
export function checkTagged({ machines, runtime }: States, arn: string | undefined): string {
  const tagged = arn === undefined ? undefined : (machines.machine(arn) ?? runtime.activities.find(arn));
  if (tagged === undefined) throw resourceNotFound(arn ?? "");
  return tagged.arn;
}
