import type { Trigger } from "#authoring";
import type { CompiledWorkflow, Diagnostic } from "#compiler";
import { triggersOverlap } from "../diagnostics/catalog.ts";
import { keysOfFilter, keysOverlap } from "./keys-overlap.ts";

type ObjectTriggerData = Extract<Trigger, { readonly type: "object" }>;

/** Finds two triggers of one workflow that one object would set off: each has a rule, and each rule starts an execution. */
export function checkTriggers({ name, file, workflow: { triggers } }: CompiledWorkflow): readonly Diagnostic[] {
  const ofObjects = triggers.filter((trigger) => trigger.type === "object");
  return ofObjects.flatMap((left, position) =>
    ofObjects
      .slice(position + 1)
      .filter((right) => overlap(left, right))
      .map((right) => triggersOverlap(file, name, [describe(left), describe(right)])),
  );
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
