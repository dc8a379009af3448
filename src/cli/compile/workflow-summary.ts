import type { CompiledWorkflow, CompileResult } from "#compiler";

/** What the command shows of a workflow: plain data, which a thread can send. */
export interface WorkflowSummary extends Pick<CompiledWorkflow, "name" | "file" | "definition" | "sourceMap" | "cost"> {
  readonly tasks: readonly { readonly name: string; readonly placeholder: string }[];
}

/** A `CompileResult` as plain data. */
export interface ResultSummary extends Omit<CompileResult, "workflows"> {
  readonly workflows: readonly WorkflowSummary[];
}

/** Leaves out what only code that imports the compiler can use, for instance the workflow's function. */
export function summarize({ workflows, diagnostics }: CompileResult): ResultSummary {
  return { workflows: workflows.map(summarizeWorkflow), diagnostics };
}

function summarizeWorkflow({ name, file, definition, tasks, sourceMap, cost }: CompiledWorkflow): WorkflowSummary {
  const named = tasks.map(({ placeholder, contract }) => ({ name: contract.name, placeholder }));
  return { name, file, definition, tasks: named, sourceMap, cost };
}
