import type { DeleteLayerVersionRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { layerArn, layerName } from "./layer-store.ts";

export const deleteLayerVersion: Operation<DeleteLayerVersionRequest, object> = {
  members: ["LayerName", "VersionNumber"],
  authorize: (input, { cloud }) => [
    {
      action: "lambda:DeleteLayerVersion",
      resource: `${layerArn(cloud, layerName(input.LayerName))}:${input.VersionNumber}`,
    },
  ],
  handle(input, { cloud }) {
    // Functions that were made with it go on using it, as on AWS.
    cloud.db
      .prepare("UPDATE lambda_layers SET is_deleted = 1 WHERE name = ? AND version = ?")
      .run(layerName(input.LayerName), Number(input.VersionNumber));
    return {};
  },
};
