import { validationError } from "../template/template.ts";
import type { Deployable } from "./deployable.ts";
import type { StackEngine } from "./stack-engine.ts";

/** Refuses to make another kind of resource of one that exists: it would need another logical id. */
export function refuseChangedTypes(engine: StackEngine, stackId: string, after: Deployable): void {
  const changed = engine.store
    .resources(stackId)
    // One whose creation failed is cleared away before it is made anew, whatever it becomes.
    .filter(({ status }) => status !== "CREATE_FAILED" && status !== "CREATE_IN_PROGRESS")
    .filter(({ logicalId, type }) => (after.resources[logicalId]?.type ?? type) !== type)
    .map(({ logicalId }) => logicalId);
  if (changed.length === 0) return;
  throw validationError(
    `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${changed.join(", ")}]`,
  );
}
