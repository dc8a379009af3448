import { describe, expect, it } from "vitest";
import { formatSummary } from "../../src/cli/demo/format-summary.ts";

describe("the demo's summary", () => {
  it("puts cells below each other and leaves out what there is not", () => {
    const text = formatSummary({
      ok: true,
      files: [
        { key: "a.csv", status: "appended", rows: 10_000, good: 9, bad: 1, reason: null },
        { key: "empty.csv", status: "rejected", rows: null, good: null, bad: null, reason: "the file is empty" },
      ],
      executions: [{ workflow: "ingest", status: "SUCCEEDED", durationMs: 12.4, transitions: 3 }],
      events: [
        { type: "dataset.appended", count: 1 },
        { type: "file.rejected", count: 1 },
      ],
      parquet: ["/x/a.parquet"],
      report: null,
    });
    expect(text.split("\n")).toEqual([
      "",
      "FILE       STATUS    ROWS    GOOD  BAD  REASON",
      "a.csv      appended  10,000  9     1",
      "empty.csv  rejected                     the file is empty",
      "",
      "WORKFLOW  STATUS     TRANSITIONS  MS",
      "ingest    SUCCEEDED  3            12",
      "",
      "events   1 dataset.appended, 1 file.rejected",
      "parquet  /x/a.parquet",
      "",
    ]);
  });
});
