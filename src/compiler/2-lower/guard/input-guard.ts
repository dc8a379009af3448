import type { Workflow } from "#authoring";
import { member, states } from "../../jsonata/build.ts";
import { type LowerContext, refuse } from "../context.ts";
import type { ts } from "../../program.ts";
import { addGuard } from "./add-guard.ts";
import type { GuardContext } from "./valid.ts";
import { type Violation, violations } from "./violations.ts";

/**
 * Checks input from outside before the first state: one Choice whose rules name the field, and one Fail.
 *
 * S3's own events are AWS's to keep; they are not checked.
 */
export function lowerInputGuard(workflow: Workflow, definition: ts.Node, context: LowerContext): void {
  if (!workflow.checkInput) return;
  const guard: GuardContext = {
    names: context.names,
    refuse: (path, what) => refuse(context, definition, "MR3001", { path, what }),
  };
  const found = violationsOf(workflow, guard);
  addGuard({ violations: found, node: definition, name: "CheckInput", error: "InvalidInput" }, context);
}

function violationsOf(workflow: Workflow, context: GuardContext): readonly Violation[] {
  const input = states("input");
  const { trigger, input: schema } = workflow;
  const found: Violation[] = [];
  if (trigger?.type === "event") {
    // The event's envelope is EventBridge's own; `detail` is what somebody sent.
    const detail = member(input, "detail", true);
    found.push(...violations(trigger.schema, detail, "detail", context));
  }
  if (schema !== undefined) found.push(...violations(schema, input, "input", context));
  return found;
}
