import { dependencyOrder } from "./dependencies.ts";

/**
 * Orders resources so that each comes after what it needs, and custom resources after all that does not need them.
 *
 * CloudFormation makes at the same time what is ready: when a custom resource's function first runs, its log group, which
 * only needs the function's name, stands already. Here one resource is made after the other.
 */
export function creationOrder(
  dependencies: ReadonlyMap<string, readonly string[]>,
  isCustom: (logicalId: string) => boolean,
): readonly string[] {
  const waiting = [...dependencyOrder(dependencies)];
  if (!waiting.some(isCustom)) return waiting;
  const made = new Set<string>();
  const isReady = (logicalId: string): boolean => (dependencies.get(logicalId) ?? []).every((id) => made.has(id));
  while (waiting.length > 0) {
    const plain = waiting.findIndex((logicalId) => isReady(logicalId) && !isCustom(logicalId));
    const at = plain >= 0 ? plain : waiting.findIndex(isReady);
    for (const logicalId of waiting.splice(at, 1)) made.add(logicalId);
  }
  return [...made];
}
