import type { PublishLayerVersionRequest, PublishLayerVersionResponse } from "@aws-sdk/client-lambda";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { describeLayerVersion } from "./get-layer-version.ts";
import { layerArn, layerName } from "./layer-store.ts";
import type { LayerVersion } from "./layer-store.ts";
import { storeArchive } from "./store-archive.ts";

export const publishLayerVersion: Operation<PublishLayerVersionRequest, PublishLayerVersionResponse> = {
  members: ["LayerName", "Description", "Content", "CompatibleRuntimes", "CompatibleArchitectures", "LicenseInfo"],
  authorize: (input, { cloud }) => [
    { action: "lambda:PublishLayerVersion", resource: layerArn(cloud, layerName(input.LayerName)) },
  ],
  async handle(input, context) {
    const { cloud } = context;
    const name = layerName(input.LayerName);
    if (!/^[\w-]{1,140}$/.test(name)) {
      throw new AwsError(
        "ValidationException",
        `1 validation error detected: Value '${name}' at 'layerName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9-_]+`,
      );
    }
    const code = await storeArchive(input.Content ?? {}, `layers/${name}`, context);
    const layer = inTransaction(cloud.db, (): LayerVersion => {
      // A counter of its own: numbers of deleted versions are not given again.
      const { last_version: version } = cloud.db
        .prepare(
          "INSERT INTO lambda_layer_counters VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET last_version = last_version + 1 RETURNING last_version",
        )
        .get(name) as { last_version: number };
      const layer: LayerVersion = {
        name,
        version,
        description: input.Description ?? "",
        runtimes: input.CompatibleRuntimes ?? [],
        architectures: input.CompatibleArchitectures ?? [],
        licence: input.LicenseInfo,
        createdAt: cloud.clock.now(),
        code,
      };
      cloud.db.prepare("INSERT INTO lambda_layers VALUES (?, ?, ?, 0)").run(name, version, JSON.stringify(layer));
      return layer;
    });
    return describeLayerVersion(cloud, layer);
  },
};
