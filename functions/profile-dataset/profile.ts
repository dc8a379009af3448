/** The report for programs: what `reports/<dataset>/<sha256>.json` holds. */
export interface Profile {
  readonly dataset: string;
  /** SHA-256 of the source file. */
  readonly sha256: string;
  /** The key of the file that was taken in, where it is known. */
  readonly source: string | null;
  readonly parquetKey: string;
  readonly rows: number;
  readonly good: number;
  readonly bad: number;
  /** Rows per reason for which they were rejected; a row may count under several. */
  readonly reasons: readonly { readonly reason: string; readonly rows: number }[];
  /** Of the good rows. */
  readonly columns: readonly ColumnProfile[];
}

interface ColumnCounts {
  readonly name: string;
  readonly values: number;
  readonly nulls: number;
  readonly distinct: number;
  /** The most frequent values, most frequent first. */
  readonly top: readonly { readonly value: string; readonly rows: number }[];
}

export interface TextProfile extends ColumnCounts {
  readonly type: "text";
  readonly shortest: number | null;
  readonly longest: number | null;
}

export interface NumberProfile extends ColumnCounts {
  readonly type: "number";
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly mean: number | null;
  readonly median: number | null;
  readonly percentile95: number | null;
  readonly histogram: Histogram;
}

export interface DateProfile extends ColumnCounts {
  readonly type: "date";
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly histogram: Histogram;
}

export type ColumnProfile = TextProfile | NumberProfile | DateProfile;

export interface Histogram {
  /** What the bins are: `width` of equal width, `decade` powers of ten of the values above 0. */
  readonly by: "width" | "decade" | "year" | "month" | "day";
  readonly bins: readonly Bin[];
}

export interface Bin {
  readonly label: string;
  readonly rows: number;
}
