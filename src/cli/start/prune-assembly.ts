import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Removes the assets of earlier syntheses from the folder of the last one. */
export function pruneAssembly(folder: string): void {
  if (!existsSync(folder)) return;
  const names = readdirSync(folder);
  const manifests = names.filter((name) => name.endsWith(".assets.json") || name === "manifest.json");
  if (manifests.length === 0) return;
  const text = manifests.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  for (const name of names) {
    if (name.startsWith("asset.") && !text.includes(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
