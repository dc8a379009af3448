/** What a run counts and reports. */
export interface Tally {
  readonly refused: Map<string, number>;
  programs: number;
  executions: number;
  compared: number;
  exempt: number;
  /** How many programs with a construct compiled and agreed. */
  readonly constructs: Map<string, number>;
  /** The same of the forms of expressions. */
  readonly forms: Map<string, number>;
}

export function newTally(): Tally {
  return {
    refused: new Map(),
    programs: 0,
    executions: 0,
    compared: 0,
    exempt: 0,
    constructs: new Map(),
    forms: new Map(),
  };
}

export function countRefusal({ refused }: Tally, code: string): void {
  refused.set(code, (refused.get(code) ?? 0) + 1);
}

export function countForm({ forms }: Tally, form: string): void {
  forms.set(form, (forms.get(form) ?? 0) + 1);
}

export function refusals({ refused }: Tally): number {
  return [...refused.values()].reduce((total, count) => total + count, 0);
}

export function describeTally(title: string, tally: Tally, seed: number): string {
  const codes = [...tally.refused].toSorted(([, left], [, right]) => right - left);
  const list = codes.map(([code, count]) => `${code} ${count}`).join(", ") || "none";
  return (
    `${title} (SEED=${seed}): ${tally.programs} programs, ${tally.executions} executions each way, ` +
    `${tally.compared} outcomes compared, ${tally.exempt} exempt; refused ${refusals(tally)}: ${list}`
  );
}

/** A size or seed from the environment. */
export function setting(name: string, fallback: number): number {
  const value = Number(process.env[name] ?? fallback);
  if (!Number.isInteger(value) || value < 0)
    throw new Error(`${name} must be a whole number, got ${process.env[name]}`);
  return value;
}
