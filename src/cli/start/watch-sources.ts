import { existsSync, type FSWatcher, watch } from "node:fs";
import { join } from "node:path";

const sourceFolders = ["workflows", "functions", "cdk", "src"];

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
  const watchers: FSWatcher[] = sourceFolders
    .filter((name) => existsSync(join(folder, name)))
    .map((name) =>
      watch(join(folder, name), { recursive: true }, (_, file) => {
        if (file !== null && /\.(ts|tsx|js|mjs|json|sql)$/.test(file)) note(join(name, file));
      }),
    );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
