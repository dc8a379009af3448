import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";
import type { Cloud } from "../service.ts";
import { functionArn } from "../services/lambda/function-reference.ts";
import { latest, listVersions } from "../services/lambda/function-store.ts";
import type { FunctionVersion } from "../services/lambda/function-version.ts";

/** Published versions of a function that are kept although nothing refers to them: to go back to, by hand. */
const newestKept = 3;

// Where a version may be named: a state machine, also one that only an execution remembers that runs or can be redriven, a rule,
// a stack.
const places = [
  "SELECT 1 FROM states_machines WHERE instr(definition, ?)",
  "SELECT 1 FROM states_versions WHERE instr(definition, ?)",
  `SELECT 1 FROM states_definitions WHERE instr(definition, ?)
     AND hash IN (SELECT definition_hash FROM states_executions WHERE status = 'RUNNING'
       OR id IN (SELECT execution_id FROM states_snapshots))`,
  "SELECT 1 FROM events_targets WHERE instr(target, ?)",
  "SELECT 1 FROM cloudformation_resources WHERE instr(physical_id, ?)",
  "SELECT 1 FROM cloudformation_undo WHERE instr(entry, ?)",
];

/** Removes published versions that nothing refers to any more, and the code that no version has. */
export async function pruneFunctions(cloud: Cloud): Promise<void> {
  const functions = cloud.db.prepare("SELECT name FROM lambda_functions").all() as unknown as readonly {
    name: string;
  }[];
  for (const { name } of functions) {
    const published = listVersions(cloud, name).filter(({ version }) => version !== latest);
    for (const { version } of published.slice(0, -newestKept)) {
      if (isReferred(cloud, name, version)) continue;
      await cloud.call("lambda", "DeleteFunction", { FunctionName: name, Qualifier: version }, root);
    }
    removeCode(cloud, join("functions", name), listVersions(cloud, name));
  }
}

function isReferred(cloud: Cloud, name: string, version: string): boolean {
  // An ARN that begins like it is taken for it, which keeps one too many at worst.
  const arn = functionArn(cloud, name, version);
  if (places.some((sql) => cloud.db.prepare(`${sql} LIMIT 1`).get(arn) !== undefined)) return true;
  const own = [
    "SELECT 1 FROM lambda_aliases WHERE function_name = ? AND version = ? LIMIT 1",
    "SELECT 1 FROM lambda_async_invocations WHERE function_name = ? AND qualifier = ? LIMIT 1",
  ];
  return own.some((sql) => cloud.db.prepare(sql).get(name, version) !== undefined);
}

/** What was unpacked within the last minutes may belong to a version that is about to be stored. */
const youngMs = 10 * 60_000;

/** Removes folders of unpacked code that none of the owners has. */
export function removeCode(cloud: Cloud, folder: string, owners: readonly Pick<FunctionVersion, "code">[]): void {
  const used = new Set(owners.map(({ code }) => code.folder));
  const path = join(cloud.dataFolder, folder);
  for (const name of listFolder(path)) {
    if (used.has(join(folder, name)) || Date.now() - statSync(join(path, name)).mtimeMs < youngMs) continue;
    rmSync(join(path, name), { recursive: true, force: true });
  }
}

function listFolder(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
