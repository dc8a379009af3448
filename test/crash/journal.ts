import { readFileSync } from "node:fs";

/** What the function ran, in order, each `task RUN STEP` or `told EVENT`. */
export const journalLines = (journal: string): readonly string[] =>
  readFileSync(journal, "utf8").split("\n").filter(Boolean);

/** Tasks that the function ran after so many lines, although their results, each `RUN STEP`, were known before. */
export function tasksRunAgain(journal: string, seen: number, known: ReadonlySet<string>): readonly string[] {
  return journalLines(journal)
    .slice(seen)
    .filter((line) => line.startsWith("task ") && known.has(line.slice("task ".length)));
}
