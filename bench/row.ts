/** One measurement beside what it is compared with. */
export interface BenchRow {
  readonly metric: string;
  readonly ours: number;
  readonly anchor: number;
  readonly anchorName: string;
  /** ours ÷ anchor */
  readonly ratio: number;
  /** In words, for instance "≤ 1.10"; undefined where the row is only shown. */
  readonly goal?: string | undefined;
  readonly met?: boolean | undefined;
}

type Measured = Pick<BenchRow, "metric" | "ours" | "anchor" | "anchorName">;

/** A row whose ratio must not pass a bound. */
export function atMost(bound: number, { metric, ours, anchor, anchorName }: Measured): BenchRow {
  const ratio = ours / anchor;
  return { metric, ours, anchor, anchorName, ratio, goal: `≤ ${bound}`, met: ratio <= bound };
}

/** A row whose ratio must reach a bound. */
export function atLeast(bound: number, { metric, ours, anchor, anchorName }: Measured): BenchRow {
  const ratio = ours / anchor;
  return { metric, ours, anchor, anchorName, ratio, goal: `≥ ${bound}`, met: ratio >= bound };
}

/** A row without a goal. */
export function shown({ metric, ours, anchor, anchorName }: Measured): BenchRow {
  return { metric, ours, anchor, anchorName, ratio: ours / anchor };
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** Of an odd or even number of values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
