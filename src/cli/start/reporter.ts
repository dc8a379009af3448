/** Tells a person what goes on, one line at a time with the seconds since the start. */
export interface Reporter {
  readonly step: (text: string) => void;
  /** Text as it is: addresses, hints, another program's output. */
  readonly plain: (text: string) => void;
}

/** Writes to standard output, or to standard error where standard output belongs to a program (`--format json`). */
export function createReporter(format: string): Reporter {
  const startedAt = performance.now();
  const write = (text: string): void => {
    (format === "json" ? process.stderr : process.stdout).write(`${text}\n`);
  };
  return {
    step: (text) => write(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)}s  ${text}`),
    plain: write,
  };
}
