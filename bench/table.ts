import type { BenchRow } from "./row.ts";

/** The rows as a table that a person can read. */
export function printTable(bench: string, rows: readonly BenchRow[]): string {
  const cells = rows.map(({ metric, ours, anchor, anchorName, ratio, goal, met }) => [
    metric,
    format(ours),
    `${format(anchor)} ${anchorName}`,
    ratio.toPrecision(3),
    goal ?? "",
    met === undefined ? "" : met ? "met" : "MISSED",
  ]);
  const table = [["metric", "ours", "anchor", "ratio", "goal", ""], ...cells];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
  return [bench, ...lines].join("\n");
}

function format(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(3);
}
