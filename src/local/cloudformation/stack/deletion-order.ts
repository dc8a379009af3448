import { dependencyOrder } from "../template/dependencies.ts";
import type { ResourceRecord } from "./stack-record.ts";

/** Dependents before what they depend on. */
export function inDeletionOrder(resources: readonly ResourceRecord[]): readonly ResourceRecord[] {
  const byId = new Map(resources.map((resource) => [resource.logicalId, resource]));
  const dependencies = new Map(
    resources.map(({ logicalId, dependsOn }) => [logicalId, dependsOn.filter((id) => byId.has(id))]),
  );
  return dependencyOrder(dependencies)
    .toReversed()
    .flatMap((logicalId) => byId.get(logicalId) ?? []);
}
