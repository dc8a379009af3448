import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { isKind, type Task } from "#authoring";
import type { Diagnostic } from "#compiler";
import { contractWithoutTask, taskWithoutCall } from "../diagnostics/catalog.ts";
import type { PlannedTask } from "./plan-app.ts";

const functionsFolder = "functions";

/** What lies in `functions/` and is not deployed, because it is no task function or because no workflow calls it. */
export function unusedContracts(tasks: readonly PlannedTask[], rootFolder: string): readonly Diagnostic[] {
  const folder = join(rootFolder, functionsFolder);
  if (!existsSync(folder)) return [];
  const used = new Set(tasks.map(({ contractFile }) => contractFile));
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name, "contract.ts"))
    .filter((file) => existsSync(file) && !used.has(file))
    .toSorted()
    .map((file) => judge(file, relative(rootFolder, file)));
}

function judge(path: string, file: string): Diagnostic {
  let exported: readonly unknown[];
  try {
    exported = Object.values(createRequire(path)(path) as object);
  } catch (error) {
    return contractWithoutTask(file, error instanceof Error ? error.message : String(error));
  }
  const task = exported.find((value) => isKind(value, "task"));
  if (task === undefined) return contractWithoutTask(file, undefined);
  return taskWithoutCall(file, (task as unknown as Task).contract.name);
}
