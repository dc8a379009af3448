import type { ListLayerVersionsRequest, ListLayerVersionsResponse } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { describeLayerVersion } from "./get-layer-version.ts";
import { layerName, readLayerVersions } from "./layer-store.ts";
import { takePage } from "./take-page.ts";

export const listLayerVersions: Operation<ListLayerVersionsRequest, ListLayerVersionsResponse> = {
  members: ["LayerName", "Marker", "MaxItems"],
  authorize: () => [{ action: "lambda:ListLayerVersions", resource: "*" }],
  handle(input, { cloud }) {
    const layers = readLayerVersions(cloud, layerName(input.LayerName));
    const { page, nextMarker } = takePage(layers, input.Marker, input.MaxItems);
    return {
      LayerVersions: page.map((layer) => {
        const { Content: _content, LayerArn: _arn, ...item } = describeLayerVersion(cloud, layer);
        return item;
      }),
      NextMarker: nextMarker,
    };
  },
};
