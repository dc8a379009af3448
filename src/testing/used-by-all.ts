import type { CompiledWorkflow } from "#compiler";
import type { ExecuteOptions } from "./types.ts";

/** What some workflows use, and stand-ins may be given for; rejects stand-ins for workflows that none of them calls. */
export function usedByAll(
  all: readonly CompiledWorkflow[],
  { workflows = {} }: ExecuteOptions<unknown>,
): Pick<CompiledWorkflow, "tasks" | "awsCalls" | "callbacks"> {
  const called = new Set(all.flatMap(({ calls }) => calls.map(({ name }) => name)));
  const unknown = Object.keys(workflows).filter((name) => !called.has(name));
  if (unknown.length > 0) {
    const quoted = (names: Iterable<string>): string => [...names].map((name) => `"${name}"`).join(", ") || "none";
    throw new TypeError(`the workflow calls no workflow named ${quoted(unknown)}; it calls ${quoted(called)}`);
  }
  return {
    tasks: all.flatMap(({ tasks }) => tasks),
    awsCalls: all.flatMap(({ awsCalls }) => awsCalls),
    callbacks: all.flatMap(({ callbacks }) => callbacks),
  };
}
