import type { GetLayerVersionRequest, GetLayerVersionResponse } from "@aws-sdk/client-lambda";
import { AwsError } from "../../aws-error.ts";
import type { Cloud, Operation } from "../../service.ts";
import { layerArn, layerName, readLayerVersion } from "./layer-store.ts";
import type { LayerVersion } from "./layer-store.ts";

export const getLayerVersion: Operation<GetLayerVersionRequest, GetLayerVersionResponse> = {
  members: ["LayerName", "VersionNumber"],
  authorize: (input, { cloud }) => [
    {
      action: "lambda:GetLayerVersion",
      resource: `${layerArn(cloud, layerName(input.LayerName))}:${input.VersionNumber}`,
    },
  ],
  handle(input, { cloud }) {
    const layer = readLayerVersion(cloud, layerName(input.LayerName), Number(input.VersionNumber));
    if (layer === undefined) {
      throw new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", 404, {
        Type: "User",
      });
    }
    return describeLayerVersion(cloud, layer);
  },
};

/** A layer version as the API shows it. */
export function describeLayerVersion(cloud: Cloud, layer: LayerVersion): GetLayerVersionResponse {
  const arn = layerArn(cloud, layer.name);
  return {
    Content: { CodeSha256: layer.code.sha256, CodeSize: layer.code.size },
    LayerArn: arn,
    LayerVersionArn: `${arn}:${layer.version}`,
    Description: layer.description,
    CreatedDate: new Date(layer.createdAt).toISOString().replace("Z", "+0000"),
    Version: layer.version,
    CompatibleRuntimes: [...layer.runtimes] as NonNullable<GetLayerVersionResponse["CompatibleRuntimes"]>,
    CompatibleArchitectures: [...layer.architectures] as NonNullable<
      GetLayerVersionResponse["CompatibleArchitectures"]
    >,
    ...(layer.licence === undefined ? {} : { LicenseInfo: layer.licence }),
  };
}
