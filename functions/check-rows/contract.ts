import { defineTask } from "millrace";
import * as z from "zod";
import { lake, landing, quarantine } from "../../workflows/resources.ts";

/** Checks each row against the row contract: good rows go to the lake as Parquet, bad rows to quarantine with their reasons. */
export const checkRows = defineTask({
  name: "check-rows",
  input: z.object({
    dataset: z.string(),
    key: z.string(),
    etag: z.string(),
    encoding: z.enum(["utf-8", "utf-16le", "utf-16be"]),
    delimiter: z.enum([",", ";", "\t", "|"]),
    columns: z.array(z.string()),
    sha256: z.string(),
  }),
  output: z.object({
    /** `duplicate`: another execution has appended the same bytes before. */
    status: z.enum(["appended", "duplicate"]),
    rows: z.int(),
    good: z.int(),
    bad: z.int(),
    /** Rows per reason, most frequent first; a row with two reasons counts under both. */
    reasons: z.array(z.object({ reason: z.string(), rows: z.int() })),
    /** The good rows. */
    bucket: z.string(),
    goodKey: z.string(),
    /** The bad rows in the quarantine bucket; null if there are none. */
    badKey: z.nullable(z.string()),
  }),
  errors: ["MissingColumn", "FileReplaced"],
  access: {
    landing: landing.read("birdstrikes/*"),
    lake: lake.readWrite("birdstrikes/*"),
    quarantine: quarantine.write("birdstrikes/*"),
  },
  memoryMb: 1024,
  timeoutSeconds: 300,
  // The file again, its rows sorted into good and bad, and what DuckDB spills.
  ephemeralStorageMb: 4096,
});
