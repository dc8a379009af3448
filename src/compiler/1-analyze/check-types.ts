import type { Reporter } from "../diagnostics/reporter.ts";
import { placeOfRange, ts } from "../program.ts";

/** Reports TypeScript's own errors in a workflow file: the meaning of a workflow depends on its types. */
export function checkTypes(
  program: ts.Program,
  sourceFile: ts.SourceFile,
  rootFolder: string,
  reporter: Reporter,
): void {
  const found = [...program.getSyntacticDiagnostics(sourceFile), ...program.getSemanticDiagnostics(sourceFile)];
  for (const { start, length, messageText, code } of found) {
    reporter.report("MR1003", {
      place: placeOfRange(sourceFile, start ?? 0, length ?? 1, rootFolder),
      values: { text: ts.flattenDiagnosticMessageText(messageText, " ").replace(/\s+/g, " "), number: `TS${code}` },
    });
  }
}
