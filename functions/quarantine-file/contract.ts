import { defineTask } from "millrace";
import * as z from "zod";
import { landing, quarantine } from "../../workflows/resources.ts";

/** Copies a rejected file, byte for byte, to quarantine and writes the reason beside it. */
export const quarantineFile = defineTask({
  name: "quarantine-file",
  input: z.object({
    dataset: z.string(),
    key: z.string(),
    etag: z.string(),
    error: z.string(),
    reason: z.string(),
  }),
  output: z.object({ bucket: z.string(), key: z.string(), reasonKey: z.string() }),
  access: { landing: landing.read("birdstrikes/*"), quarantine: quarantine.write("birdstrikes/*") },
  timeoutSeconds: 120,
});
