import type { Cloud } from "../service.ts";
import { pruneAssets } from "./prune-assets.ts";
import { pruneFunctions } from "./prune-functions.ts";
import { pruneLayers } from "./prune-layers.ts";

/**
 * Removes what earlier deployments left and nothing refers to: versions of functions, their code, layers and uploaded assets.
 *
 * AWS keeps it; on a laptop, where each save is a deployment, it would fill the disk.
 */
export async function pruneDeployed(cloud: Cloud): Promise<void> {
  await pruneFunctions(cloud);
  pruneLayers(cloud);
  await pruneAssets(cloud);
}
