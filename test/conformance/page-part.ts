import { readFileSync, writeFileSync } from "node:fs";

const page = new URL("../../docs/conformance.md", import.meta.url);
// The page has two parts, each written by the test that fills it: executions come first.
const separator = "\n# Event patterns\n";

export type PagePart = "executions" | "event patterns";

/** What docs/conformance.md says in one of its parts; with `UPDATE=1` the given text is put there first. */
export function pagePart(part: PagePart, text: string): string {
  const [executions = "", patterns = ""] = readFileSync(page, "utf8").split(separator);
  if (process.env.UPDATE !== "1") return part === "executions" ? executions : patterns;
  const parts = part === "executions" ? [text, patterns] : [executions, text];
  writeFileSync(page, parts.join(separator));
  return text;
}
