import { resolve } from "node:path";
import { type CompiledWorkflow, compile, formatDiagnostics } from "#compiler";
import { executeCompiled } from "./execute-compiled.ts";
import { loadCompiled } from "./load-compiled.ts";
import { executeNatively } from "./execute-natively.ts";
import type { CompiledOutcome, ExecuteCompiledOptions, ExecuteOptions, InputOf, Outcome, OutputOf } from "./types.ts";

/** A workflow that is ready to run in this process, compiled or natively. */
export interface LoadedWorkflow<Input, Output> {
  readonly compiled: CompiledWorkflow;
  /** Runs the compiled definition as Step Functions would, in memory. */
  readonly execute: (options: ExecuteCompiledOptions<Input>) => Promise<CompiledOutcome<Output>>;
  /** Runs the same function as plain TypeScript. */
  readonly executeNatively: (options: ExecuteOptions<Input>) => Promise<Outcome<Output>>;
}

/**
 * Compiles the workflow that a file exports as its default. Throws an error that shows the diagnostics if it does not compile.
 *
 * @example
 * const ingest = await loadWorkflow<typeof import("../workflows/ingest.ts")>("workflows/ingest.ts");
 * const run = await ingest.execute({ input: event, tasks: { "validate-rows": async () => ({ good: 2, bad: 0 }) } });
 */
export async function loadWorkflow<Module = unknown>(
  file: string,
): Promise<LoadedWorkflow<InputOf<Module>, OutputOf<Module>>> {
  const compiled = compileFile(file);
  const called = compileCalled(compiled);
  const loaded = loadCompiled(compiled, called);
  return {
    compiled,
    execute: (options) => executeCompiled(loaded, options),
    executeNatively: (options) => executeNatively(compiled, options, called),
  };
}

function compileFile(file: string): CompiledWorkflow {
  const { workflows, diagnostics } = compile({ files: [resolve(file)] });
  const compiled = workflows[0];
  if (compiled === undefined || diagnostics.some(({ severity }) => severity === "error")) {
    throw new Error(`${file} does not compile\n\n${formatDiagnostics(diagnostics, "pretty")}`);
  }
  return compiled;
}

/** The workflows that one calls, directly or through others. */
function compileCalled(root: CompiledWorkflow): readonly CompiledWorkflow[] {
  const found = new Map([[root.name, root]]);
  for (const { calls } of found.values()) {
    for (const { name, file } of calls) if (!found.has(name)) found.set(name, compileFile(file));
  }
  return [...found.values()].slice(1);
}
