import type { Json } from "#asl";

/** What reading a distributed Map's items needs of S3. Each throws `TaskFailure` (States.ItemReaderFailed) where it cannot. */
export interface ItemStore {
  /** What an object holds, decompressed. */
  readonly read: (place: ObjectPlace) => Promise<Uint8Array>;
  /** The objects under a prefix in the order of S3, at most `limit` of them. */
  readonly list: (place: PrefixPlace, limit: number) => Promise<readonly ListedItem[]>;
  /** The rows of a Parquet file. @default such files are refused */
  readonly parseParquet?: (body: Uint8Array) => Promise<readonly Json[]>;
}

/** An object of a listing, as an item: `LastModified` in seconds since the epoch, `Size` in bytes. */
export type ListedItem = Readonly<
  Record<"Etag" | "Key" | "StorageClass", string> & Record<"LastModified" | "Size", number>
>;

export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

export interface PrefixPlace {
  readonly bucket: string;
  /** @default all objects */
  readonly prefix?: string;
}
