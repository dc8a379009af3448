import type { Cloud } from "../../service.ts";
import { addColumn } from "../../stores/add-column.ts";

// Metadata lives in SQLite, bodies in files named by content id: what a user calls an object never becomes a path.

/** An object version, or a delete marker in its place. */
export interface ObjectRow {
  readonly bucket: string;
  readonly key: string;
  /** `null` (the word) outside versioned buckets, as AWS has it. */
  readonly version_id: string;
  readonly is_latest: number;
  readonly is_delete_marker: number;
  readonly content_id: string | null;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Milliseconds since the epoch, whole seconds. */
  readonly last_modified: number;
  /** JSON of `ObjectHeaders`. */
  readonly headers: string;
  /** JSON of `ObjectChecksum`, if the uploader gave one. */
  readonly checksum: string | null;
  /** Number of parts, if it was a multipart upload. */
  readonly parts: number | null;
  /** JSON of the tags, if it has any. */
  readonly tags: string | null;
  /** JSON of `ObjectPart`s, if it was a multipart upload. */
  readonly part_list: string | null;
  /** Orders writes; later is greater. */
  readonly sequence: number;
}

export interface BucketRow {
  readonly name: string;
  readonly created_at: number;
  /** JSON of `BucketConfiguration`. */
  readonly configuration: string;
}

export interface UploadRow {
  readonly upload_id: string;
  readonly bucket: string;
  readonly key: string;
  readonly created_at: number;
  readonly headers: string;
  readonly checksum_algorithm: string | null;
  readonly checksum_type: string | null;
  /** JSON of the tags that the object is to have, if any. */
  readonly tags: string | null;
}

export interface PartRow {
  readonly upload_id: string;
  readonly part_number: number;
  readonly content_id: string;
  readonly size: number;
  readonly etag: string;
  readonly checksum: string | null;
  readonly last_modified: number;
}

/** Creates S3's tables where they are missing. */
export function createS3Tables({ db }: Cloud): void {
  // BINARY collation orders keys by UTF-8 bytes, which is the order in which S3 lists.
  db.exec(`
    CREATE TABLE IF NOT EXISTS s3_buckets (
      name TEXT PRIMARY KEY, created_at INTEGER NOT NULL, configuration TEXT NOT NULL DEFAULT '{}') STRICT;
    CREATE TABLE IF NOT EXISTS s3_objects (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      bucket TEXT NOT NULL REFERENCES s3_buckets (name), key TEXT NOT NULL, version_id TEXT NOT NULL,
      is_latest INTEGER NOT NULL, is_delete_marker INTEGER NOT NULL, content_id TEXT, size INTEGER NOT NULL,
      etag TEXT NOT NULL, last_modified INTEGER NOT NULL, headers TEXT NOT NULL, checksum TEXT, parts INTEGER,
      UNIQUE (bucket, key, version_id)) STRICT;
    CREATE UNIQUE INDEX IF NOT EXISTS s3_objects_latest ON s3_objects (bucket, key) WHERE is_latest = 1;
    CREATE TABLE IF NOT EXISTS s3_uploads (
      upload_id TEXT PRIMARY KEY, bucket TEXT NOT NULL REFERENCES s3_buckets (name), key TEXT NOT NULL,
      created_at INTEGER NOT NULL, headers TEXT NOT NULL, checksum_algorithm TEXT, checksum_type TEXT) STRICT;
    CREATE TABLE IF NOT EXISTS s3_parts (
      upload_id TEXT NOT NULL REFERENCES s3_uploads (upload_id) ON DELETE CASCADE, part_number INTEGER NOT NULL,
      content_id TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL, checksum TEXT,
      last_modified INTEGER NOT NULL, PRIMARY KEY (upload_id, part_number)) STRICT;
  `);
  addColumn(db, "s3_objects", "tags", "TEXT");
  addColumn(db, "s3_objects", "part_list", "TEXT");
  addColumn(db, "s3_uploads", "tags", "TEXT");
}
