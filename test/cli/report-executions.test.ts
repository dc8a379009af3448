import { describe, expect, it } from "vitest";
import type { ExecutionSummary } from "#local";
import { endedLines } from "../../src/cli/start/report-executions.ts";

const ended = (changes: Partial<ExecutionSummary> = {}): ExecutionSummary => ({
  arn: "arn:aws:states:us-east-1:000000000000:execution:m:e",
  name: "e",
  workflow: "ingest",
  status: "SUCCEEDED",
  startedAt: 1000,
  stoppedAt: 1812,
  subject: "birdstrikes/a.csv",
  outcome: "appended",
  cause: null,
  ...changes,
});

const failed = ended({ status: "FAILED", outcome: "OutOfMemory", cause: "the function was killed\nat line 7" });

describe("what `start` tells of executions that ended", () => {
  it("is a line for each, and for a failed one its reason and where to look", () => {
    expect(endedLines([ended(), failed], "http://127.0.0.1:4566")).toEqual([
      "ingest  birdstrikes/a.csv  succeeded (appended) in 812 ms",
      [
        "ingest  birdstrikes/a.csv  FAILED (OutOfMemory) in 812 ms",
        "         the function was killed",
        "         http://127.0.0.1:4566/_millrace/execution?arn=arn%3Aaws%3Astates%3Aus-east-1%3A000000000000%3Aexecution%3Am%3Ae",
      ].join("\n"),
    ]);
  });

  it("leaves out what there is not, and speaks of seconds after ten of them", () => {
    const bare = ended({ subject: "", outcome: "", stoppedAt: 13_340 });
    expect(endedLines([bare], "")).toEqual(["ingest  succeeded in 12.3 s"]);
  });

  it("is a summary per workflow, after the first failures, when many end at once", () => {
    const many = [...Array.from({ length: 300 }, () => ended()), ...Array.from({ length: 9 }, () => failed)];
    const lines = endedLines([...many, ended({ workflow: "report" })], "");
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(/^ingest {2}birdstrikes\/a\.csv {2}FAILED/);
    expect(lines.slice(4)).toEqual([
      "ingest  309 executions ended: 300 succeeded, 9 failed",
      "report  1 execution ended: 1 succeeded",
    ]);
  });
});
