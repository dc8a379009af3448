import type { DemoSummary } from "./run-demo.ts";

/** The summary as a person reads it. */
export function formatSummary({ files, executions, events, parquet, report }: DemoSummary): string {
  return [
    "",
    ...columns([
      ["FILE", "STATUS", "ROWS", "GOOD", "BAD", "REASON"],
      ...files.map(({ key, status, rows, good, bad, reason }) => [
        key,
        status,
        count(rows),
        count(good),
        count(bad),
        reason ?? "",
      ]),
    ]),
    "",
    ...columns([
      ["WORKFLOW", "STATUS", "TRANSITIONS", "MS"],
      ...executions.map(({ workflow, status, transitions, durationMs }) => [
        workflow,
        status,
        String(transitions),
        String(Math.round(durationMs)),
      ]),
    ]),
    "",
    `events   ${events.map(({ type, count: sent }) => `${sent} ${type}`).join(", ")}`,
    ...parquet.map((file) => `parquet  ${file}`),
    ...(report === null ? [] : [`report   ${report}`]),
    "",
  ].join("\n");
}

const count = (value: number | null): string => (value === null ? "" : value.toLocaleString("en"));

/** Lines whose cells stand below each other. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
