import type * as z from "zod";
import { kind } from "./kind.ts";
import { checkOptions } from "./names.ts";

/** Carries the items' type to `mapItems`; never present at run time. */
declare const itemType: unique symbol;

/** Items that `mapItems` reads from a bucket; made by `bucket.objects`, `csv`, `json` and `jsonl`. */
export interface ItemSource<Item = unknown> {
  readonly [kind]: "items";
  readonly [itemType]?: Item;
  /** The bucket's logical name. */
  readonly bucket: string;
  readonly type: "objects" | "csv" | "json" | "jsonl";
  /** The key of the object, or the prefix of the objects that are listed. */
  readonly place: string;
  /** How the lines of a CSV file are taken apart. */
  readonly csv: CsvOptions;
}

/** An object of a bucket as a listing gives it, with AWS's member names. */
export interface ListedObject {
  readonly Key: string;
  /** Bytes. */
  readonly Size: number;
  /** In double quotes, as S3 writes it. */
  readonly Etag: string;
  /** Seconds since the epoch. */
  readonly LastModified: number;
  readonly StorageClass: string;
}

export interface CsvOptions {
  /** The names of the columns. @default they are the first line of the file */
  readonly header?: readonly string[];
  /** What stands between two fields. @default "," */
  readonly delimiter?: "," | "|" | ";" | " " | "\t";
}

/** What Step Functions calls each delimiter. */
export const csvDelimiters = {
  ",": "COMMA",
  "|": "PIPE",
  ";": "SEMICOLON",
  " ": "SPACE",
  "\t": "TAB",
} as const satisfies Record<NonNullable<CsvOptions["delimiter"]>, string>;

/** Resolves to `unknown` for a schema of rows, and to a message otherwise: fields of a CSV file are texts. */
export type CsvRow<S extends z.core.$ZodType> = [z.input<S>] extends [Readonly<Record<string, string>>]
  ? unknown
  : "the schema is not one of rows: fields of a CSV file are texts, and a missing one is empty";

/** Makes the sources of a bucket. Schemas are for the types: what is read is not checked against them. */
export function itemSource(
  bucket: string,
  type: ItemSource["type"],
  place: string,
  csv: CsvOptions = {},
): ItemSource<never> {
  checkOptions("a CSV file", csv, ["header", "delimiter"]);
  return { [kind]: "items", bucket, type, place, csv };
}
