import type { Diagnostic } from "./diagnostic.ts";

export type DiagnosticFormat = "pretty" | "line" | "json";

/** Gives the text of a source file, for the lines that `pretty` shows; `undefined` if there is none. */
export type ReadSource = (file: string) => string | undefined;

/** Renders diagnostics for a person (`pretty`), for a terminal's search (`line`) or for a program (`json`). */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  format: DiagnosticFormat,
  readSource: ReadSource = () => undefined,
): string {
  if (format === "json") return JSON.stringify(diagnostics, null, 2);
  if (format === "line") return diagnostics.map(formatLine).join("\n");
  return diagnostics.map((diagnostic) => formatPretty(diagnostic, readSource)).join("\n\n");
}

function formatLine(diagnostic: Diagnostic): string {
  return `${placeOf(diagnostic)}${diagnostic.severity} ${diagnostic.code}: ${diagnostic.message} (fix: ${diagnostic.fix})`;
}

function formatPretty(diagnostic: Diagnostic, readSource: ReadSource): string {
  return [
    `${placeOf(diagnostic)}${diagnostic.severity} ${diagnostic.code}: ${diagnostic.message}`,
    "",
    ...sourceLines(diagnostic, readSource),
    ...diagnostic.notes.map((note) => `note: ${note.file}:${note.line}:${note.column} ${note.message}`),
    `why: ${diagnostic.why}`,
    `fix: ${diagnostic.fix}`,
    `     docs/diagnostics/${diagnostic.code}.md`,
  ].join("\n");
}

function placeOf({ file, line, column }: Diagnostic): string {
  if (file === undefined) return "";
  return line === undefined ? `${file} - ` : `${file}:${line}:${column} - `;
}

function sourceLines({ file, line, column, length }: Diagnostic, readSource: ReadSource): readonly string[] {
  if (file === undefined || line === undefined || column === undefined) return [];
  const text = readSource(file)?.split(/\r?\n/)[line - 1];
  if (text === undefined) return [];
  const gutter = `${line} | `;
  const marks = "~".repeat(Math.max(1, Math.min(length ?? 1, text.length - column + 1)));
  return [`${gutter}${text}`, `${" ".repeat(gutter.length - 2)}| ${" ".repeat(column - 1)}${marks}`];
}
