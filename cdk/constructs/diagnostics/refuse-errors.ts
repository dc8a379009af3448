import type { Diagnostic } from "#compiler";
import { printDiagnostic } from "./print-diagnostic.ts";
import { SynthError } from "./synth-error.ts";

/** Throws if there is an error among the diagnostics, with all of them printed for people. */
export function refuseErrors(diagnostics: readonly Diagnostic[], rootFolder: string): void {
  if (!diagnostics.some(({ severity }) => severity === "error")) return;
  const text = diagnostics.map((diagnostic) => printDiagnostic(diagnostic, rootFolder)).join("\n\n");
  throw new SynthError(diagnostics, text);
}
