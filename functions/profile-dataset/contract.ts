import { defineTask } from "millrace";
import * as z from "zod";
import { lake } from "../../workflows/resources.ts";

/** Profiles a Parquet file of the lake and writes a report: JSON for programs, an HTML page for people. */
export const profileDataset = defineTask({
  name: "profile-dataset",
  input: z.object({
    dataset: z.string(),
    key: z.string(),
    sha256: z.string(),
    rows: z.int(),
    good: z.int(),
    bad: z.int(),
    reasons: z.array(z.object({ reason: z.string(), rows: z.int() })),
  }),
  output: z.object({ bucket: z.string(), htmlKey: z.string(), jsonKey: z.string(), columns: z.int() }),
  access: { data: lake.read("birdstrikes/*"), reports: lake.write("reports/*") },
  memoryMb: 1024,
  timeoutSeconds: 120,
});
