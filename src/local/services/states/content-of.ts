import type { Revision } from "./machine-store.ts";

/** A text that is equal for equal content; saying that nothing is logged or traced is the same as not saying anything. */
export function contentOf({ definition, logging, tracing }: Omit<Revision, "roleArn">): string {
  const { level = "OFF", includeExecutionData = false, destinations = [] } = logging ?? {};
  const isLogging = level !== "OFF";
  return JSON.stringify([
    definition,
    isLogging ? [level, includeExecutionData, destinations] : level,
    tracing?.enabled ?? false,
  ]);
}
