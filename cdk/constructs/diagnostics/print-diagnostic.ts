import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Diagnostic } from "#compiler";

/** Place, what, the line of source, why and fix: as a person reads it in a terminal. */
export function printDiagnostic(diagnostic: Diagnostic, rootFolder: string): string {
  const { code, severity, message, why, fix, notes } = diagnostic;
  return [
    `${placeText(diagnostic)}${severity} ${code}: ${message}`,
    ...sourceLines(diagnostic, rootFolder),
    ...notes.map((note) => `note: ${note.file}:${note.line}:${note.column} ${note.message}`),
    `why: ${why}`,
    `fix: ${fix}`,
  ].join("\n");
}

function placeText({ file, line, column }: Diagnostic): string {
  if (file === undefined) return "";
  return line === undefined ? `${file} - ` : `${file}:${line}:${column ?? 1} - `;
}

function sourceLines({ file, line, column = 1, length = 1 }: Diagnostic, rootFolder: string): readonly string[] {
  if (file === undefined || line === undefined) return [];
  const path = resolve(rootFolder, file);
  const source = existsSync(path) ? readFileSync(path, "utf8").split("\n")[line - 1] : undefined;
  if (source === undefined) return [];
  const margin = " ".repeat(String(line).length);
  return ["", `${line} | ${source}`, `${margin} | ${" ".repeat(column - 1)}${"~".repeat(length)}`];
}
