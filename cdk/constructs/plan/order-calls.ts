import { relative } from "node:path";
import type { CompiledWorkflow, Diagnostic } from "#compiler";
import { calledNotDeployed, callsInCircle } from "../diagnostics/catalog.ts";

export interface OrderedCalls {
  /** Each workflow after those that it calls, since its definition names their state machines. */
  readonly workflows: readonly CompiledWorkflow[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Orders workflows by their calls; finds calls of what the app does not have, and calls in a circle. */
export function orderCalls(workflows: readonly CompiledWorkflow[], rootFolder: string): OrderedCalls {
  const byName = new Map(workflows.map((workflow) => [workflow.name, workflow]));
  const ordered = new Set<CompiledWorkflow>();
  const diagnostics: Diagnostic[] = [];
  const visit = (workflow: CompiledWorkflow, path: readonly CompiledWorkflow[]): void => {
    if (ordered.has(workflow)) return;
    const start = path.indexOf(workflow);
    if (start >= 0) {
      const circle = [...path.slice(start), workflow].map(({ name }) => name);
      diagnostics.push(callsInCircle(workflow.file, circle));
      return;
    }
    for (const { name, file } of workflow.calls) {
      const called = byName.get(name);
      if (called === undefined) {
        diagnostics.push(calledNotDeployed(workflow.file, workflow.name, name, relative(rootFolder, file)));
      } else visit(called, [...path, workflow]);
    }
    ordered.add(workflow);
  };
  for (const workflow of workflows) visit(workflow, []);
  return { workflows: [...ordered], diagnostics };
}
