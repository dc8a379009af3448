import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Absolute path of the built console: in the repository, or in the published package. */
export function consoleAssets(): string {
  const places = ["../../console/dist", "../../console"].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return places.find((place) => existsSync(`${place}/assets`)) ?? places[0] ?? "";
}
