import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/** The workflow files that `workflows` means: the files themselves, or those of a folder (see `MillraceAppProps`). */
export function workflowFiles(workflows: string | readonly string[], rootFolder: string): readonly string[] {
  if (typeof workflows !== "string") return workflows.map((file) => resolve(rootFolder, file));
  const path = resolve(rootFolder, workflows);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return workflows.endsWith(".ts") ? [path] : [];
  return readdirSync(path)
    .filter((name) => name.endsWith(".ts") && !/(^resources|\.test|\.d)\.ts$/.test(name))
    .toSorted()
    .map((name) => join(path, name));
}
