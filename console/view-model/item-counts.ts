import type { MapRunSummary } from "../../src/local/console/read-api.ts";

const words: Readonly<Record<keyof MapRunSummary["items"], string>> = {
  SUCCEEDED: "succeeded",
  FAILED: "failed",
  TIMED_OUT: "timed out",
  ABORTED: "aborted",
  RUNNING: "running",
  PENDING: "waiting",
};

/** "1,000 items: 998 succeeded, 2 failed" */
export function itemCounts({ items }: Pick<MapRunSummary, "items">): string {
  const number = new Intl.NumberFormat("en");
  const total = Object.values(items).reduce((sum, count) => sum + count, 0);
  const parts = (Object.keys(words) as readonly (keyof typeof words)[])
    .filter((status) => items[status] > 0)
    .map((status) => `${number.format(items[status])} ${words[status]}`);
  const all = `${number.format(total)} ${total === 1 ? "item" : "items"}`;
  return parts.length === 0 ? all : `${all}: ${parts.join(", ")}`;
}
