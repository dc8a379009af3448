import type { Trigger } from "#authoring";
import { type DeliveryProps, TriggerRule } from "./trigger-rule.ts";
import type { Workflow, WorkflowTrigger } from "./workflow.ts";

export interface PatternTriggerProps extends DeliveryProps {
  readonly trigger: Extract<Trigger, { readonly type: "pattern" }>;
}

/** Starts a workflow for events of the account's default bus that a pattern matches. */
export class PatternTrigger implements WorkflowTrigger {
  readonly #props: PatternTriggerProps;

  constructor(props: PatternTriggerProps) {
    this.#props = props;
  }

  bind(workflow: Workflow): TriggerRule {
    const {
      trigger: { pattern: eventPattern },
      id = "Trigger",
      ...delivery
    } = this.#props;
    return new TriggerRule(workflow, id, { ...delivery, workflow, eventPattern });
  }
}
