export type Severity = "error" | "warning";

/** Something a person should change, or know, about what they wrote. Texts live in the catalog. */
export interface Diagnostic {
  /** `MR1204`: 1xxx analyze, 2xxx lower, 3xxx emit, 4xxx synth, 5xxx local, 9xxx a bug of ours. */
  readonly code: string;
  readonly severity: Severity;
  /** Relative to the root folder; absent where no source is at fault. */
  readonly file?: string;
  /** One-based. */
  readonly line?: number;
  readonly column?: number;
  /** Length of the marked text on its line. */
  readonly length?: number;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly notes: readonly DiagnosticNote[];
}

export interface DiagnosticNote {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}
