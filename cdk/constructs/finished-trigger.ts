import type { Trigger } from "#authoring";
import { finishedExpress } from "./diagnostics/catalog.ts";
import { refuseErrors } from "./diagnostics/refuse-errors.ts";
import { type DeliveryProps, TriggerRule } from "./trigger-rule.ts";
import type { Workflow, WorkflowTrigger } from "./workflow.ts";

export interface FinishedTriggerProps extends DeliveryProps {
  readonly trigger: Extract<Trigger, { readonly type: "finished" }>;
  /** The workflow that the trigger names. */
  readonly finished: Workflow;
}

/** Starts a workflow when an execution of another one ends. */
export class FinishedTrigger implements WorkflowTrigger {
  readonly #props: FinishedTriggerProps;

  constructor(props: FinishedTriggerProps) {
    this.#props = props;
  }

  bind(workflow: Workflow): TriggerRule {
    const { trigger, finished, id = "Trigger", ...delivery } = this.#props;
    if (finished.compiled.workflow.type === "express") {
      const { name, file } = workflow.compiled;
      refuseErrors([finishedExpress(file, name, finished.compiled.name)], process.cwd());
    }
    // Step Functions sends to the default bus only.
    return new TriggerRule(workflow, id, {
      ...delivery,
      workflow,
      eventPattern: {
        source: ["aws.states"],
        "detail-type": [trigger.detailType],
        // The state machine's own ARN, also of executions that were started through an alias.
        detail: { stateMachineArn: [finished.stateMachineArn], status: trigger.statuses },
      },
    });
  }
}
