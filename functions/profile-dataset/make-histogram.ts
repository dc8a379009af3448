import type { Bin, Histogram } from "./profile.ts";

interface BinOptions<Value> {
  /** Runs a query of two columns: the number of a bin, and its rows. */
  readonly count: (sql: string) => Promise<ReadonlyMap<number, number>>;
  /** As SQL calls it. */
  readonly column: string;
  readonly minimum: Value | null;
  readonly maximum: Value | null;
}

const mostBins = 24;

/** Bins of equal, round width; or powers of ten, where most values are small beside the largest. */
export async function numberBins(options: BinOptions<number> & { readonly median: number | null }): Promise<Histogram> {
  const { count, column, minimum, maximum, median } = options;
  if (minimum === null || maximum === null || median === null) return { by: "width", bins: [] };
  if (minimum >= 0 && maximum > 1000 * Math.max(median, 1)) {
    // Counted by the digits: a logarithm would put 1000 below 1000.
    const bin = `length(${column}::VARCHAR) - 1`;
    const rows = await count(`SELECT ${bin}, count(*) FROM dataset WHERE ${column} > 0 GROUP BY 1`);
    return { by: "decade", bins: filled(rows, 0, String(maximum).length - 1, (decade) => String(10 ** decade)) };
  }
  const width = roundWidth((maximum - minimum + 1) / mostBins);
  const bin = `floor(${column} / ${width})`;
  const rows = await count(`SELECT ${bin}, count(*) FROM dataset WHERE ${column} IS NOT NULL GROUP BY 1`);
  const bins = filled(rows, Math.floor(minimum / width), Math.floor(maximum / width), (index) =>
    width === 1 ? String(index) : `${index * width}–${(index + 1) * width - 1}`,
  );
  return { by: "width", bins };
}

/** Years, months or days, whichever gives a readable number of bins. */
export async function dateBins({ count, column, minimum, maximum }: BinOptions<string>): Promise<Histogram> {
  if (minimum === null || maximum === null) return { by: "year", bins: [] };
  const [first, last] = [new Date(minimum), new Date(maximum)];
  const monthOf = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
  const dayOf = (date: Date) => date.getTime() / 86_400_000;
  const countBy = (bin: string) => count(`SELECT ${bin}, count(*) FROM dataset WHERE ${column} IS NOT NULL GROUP BY 1`);
  if (dayOf(last) - dayOf(first) < 32) {
    const rows = await countBy(`${column} - DATE '1970-01-01'`);
    const label = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
    return { by: "day", bins: filled(rows, dayOf(first), dayOf(last), label) };
  }
  if (monthOf(last) - monthOf(first) < 36) {
    const rows = await countBy(`year(${column}) * 12 + month(${column}) - 1`);
    const label = (month: number) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
    return { by: "month", bins: filled(rows, monthOf(first), monthOf(last), label) };
  }
  const rows = await countBy(`year(${column})`);
  return { by: "year", bins: filled(rows, first.getUTCFullYear(), last.getUTCFullYear(), String) };
}

/** The smallest of 1, 2, 5, 10, 20, … that is not below. */
function roundWidth(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((width) => width >= least) ?? 10 * power;
}

/** Bins without rows are part of the picture. */
function filled(rows: ReadonlyMap<number, number>, first: number, last: number, label: (bin: number) => string): Bin[] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    label: label(first + index),
    rows: rows.get(first + index) ?? 0,
  }));
}
