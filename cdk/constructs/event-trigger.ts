import type { Trigger } from "#authoring";
import type { GivenEventBus } from "./given-resources.ts";
import { type DeliveryProps, type EventPattern, TriggerRule } from "./trigger-rule.ts";
import type { Workflow, WorkflowTrigger } from "./workflow.ts";

type EventTriggerData = Extract<Trigger, { readonly type: "event" }>;

export interface EventTriggerProps extends DeliveryProps {
  readonly trigger: EventTriggerData;
  readonly eventBus: GivenEventBus;
  /** Only events of this source: the app's name. */
  readonly eventSource: string;
}

/** Starts a workflow for events that the app emits. */
export class EventTrigger implements WorkflowTrigger {
  readonly #props: EventTriggerProps;

  constructor(props: EventTriggerProps) {
    this.#props = props;
  }

  bind(workflow: Workflow): TriggerRule {
    const { trigger, eventBus, eventSource, id = "Trigger", ...delivery } = this.#props;
    const eventPattern = emittedPattern(trigger, eventSource);
    return new TriggerRule(workflow, id, {
      ...delivery,
      workflow,
      eventPattern,
      eventBusName: eventBus.eventBusName,
    });
  }
}

/** The event pattern that matches what the trigger says and nothing else. */
export function emittedPattern({ detailType, where }: EventTriggerData, eventSource: string): EventPattern {
  // EventBridge refuses an empty object.
  const narrows = where !== undefined && Object.keys(where).length > 0;
  return { source: [eventSource], "detail-type": [detailType], ...(narrows ? { detail: where } : {}) };
}
