import { catalog, type CatalogEntry, type DiagnosticCode } from "./catalog.ts";
import type { Diagnostic, DiagnosticNote } from "./diagnostic.ts";

/** Where a diagnostic points. */
export interface DiagnosticPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export interface ReportDetails {
  readonly place?: DiagnosticPlace | undefined;
  /** Values for the `{…}` of the catalog's texts. */
  readonly values?: Readonly<Record<string, string | number>>;
  readonly notes?: readonly DiagnosticNote[];
}

/** Collects the diagnostics of one run. */
export interface Reporter {
  readonly report: (code: DiagnosticCode, details?: ReportDetails) => void;
  /** All so far, sorted by file and position. */
  readonly diagnostics: () => readonly Diagnostic[];
  /** Whether something with severity "error" was reported for a file. */
  readonly hasErrors: (file: string) => boolean;
}

/** `before`: diagnostics of earlier reporters, to which this one adds. */
export function createReporter(before: readonly Diagnostic[] = []): Reporter {
  const found: Diagnostic[] = [];
  // A refused expression may be read twice (a default, a duplicated arm, a shared function); one report is enough.
  const add = (diagnostic: Diagnostic): void => {
    if (!found.some((other) => JSON.stringify(other) === JSON.stringify(diagnostic))) found.push(diagnostic);
  };
  before.forEach(add);
  return {
    report: (code, { place, values = {}, notes = [] } = {}) => add(makeDiagnostic(code, place, values, notes)),
    diagnostics: () => found.toSorted(byPosition),
    hasErrors: (file) => found.some((diagnostic) => diagnostic.file === file && diagnostic.severity === "error"),
  };
}

/** A reporter that also knows whether an error went through it, new to the run or not. */
export function watchReporter(reporter: Reporter): Reporter & { readonly hasReported: () => boolean } {
  let reported = false;
  return {
    ...reporter,
    report(code, details) {
      const { severity = "error" }: CatalogEntry = catalog[code];
      reported ||= severity === "error";
      reporter.report(code, details);
    },
    hasReported: () => reported,
  };
}

function makeDiagnostic(
  code: DiagnosticCode,
  place: DiagnosticPlace | undefined,
  values: Readonly<Record<string, string | number>>,
  notes: readonly DiagnosticNote[],
): Diagnostic {
  const entry: CatalogEntry = catalog[code];
  const fill = (text: string): string =>
    text.replace(/(?<!\$)\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  return {
    code,
    severity: entry.severity ?? "error",
    ...place,
    message: fill(entry.message),
    why: fill(entry.why),
    fix: fill(entry.fix),
    notes,
  };
}

function byPosition(left: Diagnostic, right: Diagnostic): number {
  return (
    compareText(left.file ?? "", right.file ?? "") ||
    (left.line ?? 0) - (right.line ?? 0) ||
    (left.column ?? 0) - (right.column ?? 0) ||
    compareText(left.code, right.code)
  );
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
