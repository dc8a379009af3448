import type { ListEventSourceMappingsRequest, ListEventSourceMappingsResponse } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { describeMapping } from "./event-sources/describe-mapping.ts";
import { listMappings } from "./event-sources/mapping-store.ts";
import { parseFunctionReference } from "./function-reference.ts";
import { takePage } from "./take-page.ts";

export const listEventSourceMappings: Operation<ListEventSourceMappingsRequest, ListEventSourceMappingsResponse> = {
  members: ["EventSourceArn", "FunctionName", "Marker", "MaxItems"],
  authorize: () => [{ action: "lambda:ListEventSourceMappings", resource: "*" }],
  handle(input, { cloud }) {
    const wanted = input.FunctionName === undefined ? undefined : parseFunctionReference(input.FunctionName);
    const mappings = listMappings(cloud).filter(
      ({ sourceArn, functionName, qualifier }) =>
        (input.EventSourceArn === undefined || sourceArn === input.EventSourceArn) &&
        (wanted === undefined || (functionName === wanted.name && qualifier === wanted.qualifier)),
    );
    const { page, nextMarker } = takePage(mappings, input.Marker, input.MaxItems);
    return {
      EventSourceMappings: page.map((mapping) => describeMapping(cloud, mapping)),
      NextMarker: nextMarker,
    };
  },
};
