import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type CompiledWorkflow, compile, type Diagnostic } from "#compiler";
import { calledSource, contractsSource } from "./generate/contracts.ts";

/** Git ignores it, TypeScript's `include` skips it, and `millrace` resolves from it. */
const generatedFolder = path.join(import.meta.dirname, ".generated");

export interface BatchResult {
  readonly compiled: CompiledWorkflow | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The workflow that others call. */
  readonly called: CompiledWorkflow | undefined;
}

let batches = 0;

/** Writes and compiles many workflow files at once; the results stand in the order of the sources. */
export function compileBatch(sources: readonly ((name: string) => string)[]): readonly BatchResult[] {
  // A module is loaded once per path: each batch needs a folder of its own.
  const rootFolder = path.join(generatedFolder, `${process.pid}-${(batches += 1)}`);
  mkdirSync(rootFolder, { recursive: true });
  writeFileSync(path.join(rootFolder, "contracts.ts"), contractsSource());
  writeFileSync(path.join(rootFolder, "called.ts"), calledSource);
  const names = sources.map((_, index) => `w${index}`);
  for (const [index, name] of names.entries()) {
    writeFileSync(path.join(rootFolder, `${name}.ts`), sources[index]!(name));
  }
  try {
    const files = ["called", ...names].map((name) => path.join(rootFolder, `${name}.ts`));
    const { workflows, diagnostics } = compile({ files, rootFolder });
    const called = workflows.find(({ file }) => file === "called.ts");
    return names.map((name) => ({
      called,
      compiled: workflows.find(({ file }) => file === `${name}.ts`),
      diagnostics: diagnostics.filter(({ file }) => file === `${name}.ts`),
    }));
  } finally {
    rmSync(rootFolder, { recursive: true, force: true });
  }
}
