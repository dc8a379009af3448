import { defineTask } from "millrace";
import * as z from "zod";
import { landing } from "../../workflows/resources.ts";

/** Reads a whole delimited text file once and says how to read it, or why nobody can. */
export const inspectFile = defineTask({
  name: "inspect-file",
  input: z.object({ key: z.string(), etag: z.string() }),
  output: z.object({
    encoding: z.enum(["utf-8", "utf-16le", "utf-16be"]),
    delimiter: z.enum([",", ";", "\t", "|"]),
    /** The names in the header, as the file writes them. */
    columns: z.array(z.string()),
    /** Bytes. */
    size: z.int(),
    /** Of the bytes as they came, in hexadecimal. */
    sha256: z.string(),
  }),
  errors: [
    "EmptyFile",
    "BinaryFile",
    "UndecodableFile",
    "InvalidHeader",
    /** The object is no longer the one that the event spoke of. */
    "FileReplaced",
  ],
  access: { landing: landing.read("birdstrikes/*") },
  memoryMb: 512,
  timeoutSeconds: 120,
});
