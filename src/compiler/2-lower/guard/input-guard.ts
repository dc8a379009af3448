import type { Workflow } from "#authoring";
import { and, array, binary, equals, literal, member, not, states } from "../../jsonata/build.ts";
import { type LowerContext, refuse } from "../context.ts";
import type { ts } from "../../program.ts";
import { addGuard } from "./add-guard.ts";
import type { GuardContext } from "./valid.ts";
import { type Violation, violations } from "./violations.ts";

/**
 * Checks input from outside before the first state: one Choice whose rules name the field, and one Fail.
 *
 * The events of S3 and Step Functions are AWS's to keep; they are not checked. Of several triggers' events, the detail type says which one it must be.
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

function violationsOf({ triggers, input: schema }: Workflow, context: GuardContext): readonly Violation[] {
  const input = states("input");
  const type = member(input, "detail-type", true);
  const types = [...new Set(triggers.map(({ detailType }) => detailType))];
  const found: Violation[] = [];
  if (types.length > 1) {
    found.push({
      condition: not(binary("in", type, array(types.map((name) => literal(name))))),
      message: `detail-type must be one of ${types.join(", ")}`,
    });
  }
  for (const trigger of triggers) {
    if (!("schema" in trigger)) continue;
    // The event's envelope is EventBridge's own; `detail` is what somebody sent.
    const ofDetail = violations(trigger.schema, member(input, "detail", true), "detail", context);
    const isIts = equals(type, literal(trigger.detailType));
    found.push(
      ...(types.length === 1
        ? ofDetail
        : ofDetail.map(({ condition, message }) => ({ condition: and(isIts, condition), message }))),
    );
  }
  if (schema !== undefined) found.push(...violations(schema, input, "input", context));
  return found;
}
