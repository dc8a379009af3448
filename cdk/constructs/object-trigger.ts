import type { ObjectFilter, Trigger } from "#authoring";
import type { GivenBucket } from "./given-resources.ts";
import { type DeliveryProps, type EventPattern, TriggerRule } from "./trigger-rule.ts";
import type { Workflow, WorkflowTrigger } from "./workflow.ts";

type ObjectTriggerData = Extract<Trigger, { readonly type: "object" }>;

export interface ObjectTriggerProps extends DeliveryProps {
  readonly trigger: ObjectTriggerData;
  /** Sends its events to EventBridge, as `SharedBucket` does. */
  readonly bucket: GivenBucket;
}

/** Starts a workflow for objects of a bucket that are created or deleted. */
export class ObjectTrigger implements WorkflowTrigger {
  readonly #props: ObjectTriggerProps;

  constructor(props: ObjectTriggerProps) {
    this.#props = props;
  }

  bind(workflow: Workflow): TriggerRule {
    const { trigger, bucket, id = "Trigger", ...delivery } = this.#props;
    // S3 sends to the default bus only.
    return new TriggerRule(workflow, id, {
      ...delivery,
      workflow,
      eventPattern: objectPattern(trigger, bucket.bucketName),
    });
  }
}

/** The event pattern that matches what the trigger says and nothing else. */
export function objectPattern({ detailType, filter }: ObjectTriggerData, bucketName: string): EventPattern {
  const key = keyPattern(filter);
  return {
    source: ["aws.s3"],
    "detail-type": [detailType],
    detail: { bucket: { name: [bucketName] }, ...(key === undefined ? {} : { object: { key: [key] } }) },
  };
}

/** Prefix and suffix must be one wildcard: two matchers for one field would mean "either". */
function keyPattern({ prefix, suffix }: ObjectFilter): object | undefined {
  if (prefix !== undefined && suffix !== undefined)
    return { wildcard: `${escapeWildcard(prefix)}*${escapeWildcard(suffix)}` };
  if (prefix !== undefined) return { prefix };
  return suffix === undefined ? undefined : { suffix };
}

const escapeWildcard = (text: string): string => text.replaceAll(/[\\*]/g, String.raw`\$&`);
