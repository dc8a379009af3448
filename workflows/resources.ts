import { defineBucket, defineEvent } from "millrace";
import * as z from "zod";

/** Where files arrive, as their senders made them. */
export const landing = defineBucket("landing");

/** Data that kept its contract, as Parquet, and the reports about it. */
export const lake = defineBucket("lake");

/** What broke a contract: rejected files as they came, and rejected rows with their reasons. */
export const quarantine = defineBucket("quarantine");

/** How many rows were rejected for one reason; a row may be counted under several. */
const reasonCount = z.object({ reason: z.string(), rows: z.int() });

/** The good rows of a file are in the lake. May come more than once for the same data: the key names it. */
export const datasetAppended = defineEvent(
  "dataset.appended",
  z.object({
    dataset: z.string(),
    /** The Parquet file with the good rows. */
    bucket: z.string(),
    key: z.string(),
    /** SHA-256 of the source file: the identity of this part of the dataset. */
    sha256: z.string(),
    /** The rejected rows in the quarantine bucket; null if every row is good. */
    rejectedKey: z.nullable(z.string()),
    source: z.object({ bucket: z.string(), key: z.string(), etag: z.string() }),
    rows: z.int(),
    good: z.int(),
    bad: z.int(),
    reasons: z.array(reasonCount),
  }),
);

/** A file as a whole could not be used. */
export const fileRejected = defineEvent(
  "file.rejected",
  z.object({
    dataset: z.string(),
    source: z.object({ bucket: z.string(), key: z.string(), etag: z.string() }),
    /** The name of the reason, such as "MissingColumn". */
    error: z.string(),
    /** The reason in words. */
    reason: z.string(),
    /** The copy of the file in the quarantine bucket. */
    bucket: z.string(),
    key: z.string(),
  }),
);

/** A report on the quality of one part of a dataset is in the lake. */
export const qualityReported = defineEvent(
  "quality.reported",
  z.object({
    dataset: z.string(),
    sha256: z.string(),
    bucket: z.string(),
    /** For people. */
    htmlKey: z.string(),
    /** For programs. */
    jsonKey: z.string(),
  }),
);
