import type { Trigger, WorkflowType } from "#authoring";
import type { CompiledWorkflow, Diagnostic } from "#compiler";
import { finishedAbsent, finishedExpress, triggersOverlap } from "../diagnostics/catalog.ts";
import { keysOfFilter, keysOverlap } from "./keys-overlap.ts";

type ObjectTriggerData = Extract<Trigger, { readonly type: "object" }>;

/** Finds triggers that contradict each other or the app. */
export function checkTriggers(workflows: readonly CompiledWorkflow[]): readonly Diagnostic[] {
  const types = new Map(workflows.map(({ name, workflow }) => [name, workflow.type]));
  return workflows.flatMap((compiled) => [...overlaps(compiled), ...unheard(compiled, types)]);
}

/** Two triggers of one workflow that one object would set off: each has a rule, and each rule starts an execution. */
function overlaps({ name, file, workflow: { triggers } }: CompiledWorkflow): readonly Diagnostic[] {
  const ofObjects = triggers.filter((trigger) => trigger.type === "object");
  return ofObjects.flatMap((left, position) =>
    ofObjects
      .slice(position + 1)
      .filter((right) => overlap(left, right))
      .map((right) => triggersOverlap(file, name, [describe(left), describe(right)])),
  );
}

/** The ends of a workflow that the app does not have, or that nobody hears of. */
function unheard(
  { name, file, workflow: { triggers } }: CompiledWorkflow,
  types: ReadonlyMap<string, WorkflowType>,
): readonly Diagnostic[] {
  return triggers.flatMap((trigger) => {
    if (trigger.type !== "finished") return [];
    const type = types.get(trigger.workflow);
    if (type === undefined) return [finishedAbsent(file, name, trigger.workflow)];
    return type === "express" ? [finishedExpress(file, name, trigger.workflow)] : [];
  });
}

function overlap(left: ObjectTriggerData, right: ObjectTriggerData): boolean {
  return (
    left.bucket === right.bucket &&
    left.detailType === right.detailType &&
    keysOverlap(keysOfFilter(left.filter), keysOfFilter(right.filter))
  );
}

const describe = ({ bucket, filter: { prefix = "", suffix = "" } }: ObjectTriggerData): string =>
  `${bucket}/${prefix}*${suffix}`;
