import { isFailure, tiers } from "./judge-case.ts";
import type { Verdict } from "./judge-case.ts";

const heads = ["group", "cases", "pass", "status", "output or error", "cause text", "history"];

/** Prints, per group, how many of the recorded values are ours. */
export function conformanceTable(verdicts: readonly Verdict[]): string {
  const groups = [...new Set(verdicts.map(({ recorded }) => recorded.group))];
  const rows = groups.map((group) =>
    row(
      group,
      verdicts.filter(({ recorded }) => recorded.group === group),
    ),
  );
  const executions = verdicts.filter(({ recorded }) => recorded.kind === "execution");
  return printRows([heads, ...rows, row("executions", executions), row("all", verdicts)]);
}

function row(name: string, verdicts: readonly Verdict[]): readonly string[] {
  const passed = verdicts.filter((verdict) => !isFailure(verdict)).length;
  const parts = tiers.map((tier) => {
    const values = verdicts.flatMap(({ differences }) => (tier in differences ? [differences[tier]] : []));
    const same = values.filter((difference) => difference === null).length;
    return values.length === 0 ? "-" : `${same} of ${values.length} ${percentage(same, values.length)}`;
  });
  return [name, String(verdicts.length), String(passed), ...parts];
}

function percentage(part: number, whole: number): string {
  // Never rounded up: 100 % is all of them.
  return `${(Math.floor((part * 1000) / whole) / 10).toFixed(1)} %`;
}

function printRows(rows: readonly (readonly string[])[]): string {
  const widths = heads.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("   ");
  return rows.map(line).join("\n");
}
