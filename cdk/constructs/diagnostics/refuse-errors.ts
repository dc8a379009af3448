import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Diagnostic, formatDiagnostics } from "#compiler";
import { printUncaughtSynthError } from "./print-uncaught-synth-error.ts";
import { SynthError } from "./synth-error.ts";

/** Throws if there is an error among the diagnostics, with all of them printed for people. */
export function refuseErrors(diagnostics: readonly Diagnostic[], rootFolder: string): void {
  if (!diagnostics.some(({ severity }) => severity === "error")) return;
  const readSource = (file: string): string | undefined => {
    const path = resolve(rootFolder, file);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  };
  printUncaughtSynthError();
  throw new SynthError(diagnostics, formatDiagnostics(diagnostics, "pretty", readSource));
}
