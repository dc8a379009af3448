import { join } from "node:path";
import type { Cloud } from "../service.ts";
import { layerArn, type LayerVersion } from "../services/lambda/layer-store.ts";
import { removeCode } from "./prune-functions.ts";

/** Removes layer versions that were deleted and that no function has any more, and the code that none has. */
export function pruneLayers(cloud: Cloud): void {
  const rows = cloud.db
    .prepare("SELECT name, version, layer, is_deleted FROM lambda_layers")
    .all() as unknown as readonly {
    readonly name: string;
    readonly version: number;
    readonly layer: string;
    readonly is_deleted: number;
  }[];
  const isUsed = cloud.db.prepare("SELECT 1 FROM lambda_versions WHERE instr(configuration, ?) LIMIT 1");
  const kept = rows.filter(
    ({ name, version, is_deleted: isDeleted }) =>
      isDeleted === 0 || isUsed.get(`"${layerArn(cloud, name)}:${version}"`) !== undefined,
  );
  const remove = cloud.db.prepare("DELETE FROM lambda_layers WHERE name = ? AND version = ?");
  for (const row of rows) if (!kept.includes(row)) remove.run(row.name, row.version);
  for (const name of new Set(rows.map((row) => row.name))) {
    const layers = kept.filter((row) => row.name === name).map(({ layer }) => JSON.parse(layer) as LayerVersion);
    removeCode(cloud, join("layers", name), layers);
  }
}
