import { existsSync, type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import { join } from "node:path";

export const sourceFolders: readonly string[] = ["workflows", "functions", "cdk", "src"];

// What else decides what is deployed: the app's command, its dependencies, how its code is read.
const projectFiles: ReadonlySet<string> = new Set(["cdk.json", "package.json", "tsconfig.json"]);

// An editor that saves by renaming, or a checkout, causes several events at once.
const quietMs = 150;

/** Calls back with the files that changed, once they have been quiet; returns the function that stops watching. */
export function watchSources(folder: string, onChange: (files: readonly string[]) => void): () => void {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const note = (file: string): void => {
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const files = [...changed].toSorted();
      changed.clear();
      onChange(files);
    }, quietMs);
  };
  const watchers = new Map<string, FSWatcher>();
  // A watcher per folder: a recursive one goes on watching a file's old inode when an editor saves by renaming.
  const watchFolder = (name: string): void => {
    const path = join(folder, name);
    if (watchers.has(name) || !existsSync(path) || !statSync(path).isDirectory()) return;
    const watcher = watch(path, (_, entry) => {
      if (entry === null) return;
      watchFolder(join(name, entry));
      if (/\.(ts|tsx|js|mjs|json|sql)$/.test(entry)) note(join(name, entry));
    });
    watcher.on("error", () => {
      watchers.get(name)?.close();
      watchers.delete(name);
    });
    watchers.set(name, watcher);
    for (const entry of readdirSync(path)) if (entry !== "node_modules") watchFolder(join(name, entry));
  };
  for (const name of sourceFolders) watchFolder(name);
  const projectWatcher = watch(folder, (_, entry) => {
    if (entry !== null && projectFiles.has(entry)) note(entry);
  });
  projectWatcher.on("error", () => projectWatcher.close());
  watchers.set(".", projectWatcher);
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}
