import type { EventSourceMappingConfiguration, GetEventSourceMappingRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { describeMapping } from "./event-sources/describe-mapping.ts";
import { getMapping, mappingArn } from "./event-sources/mapping-store.ts";

export const getEventSourceMapping: Operation<GetEventSourceMappingRequest, EventSourceMappingConfiguration> = {
  members: ["UUID"],
  authorize: (input, { cloud }) => [
    { action: "lambda:GetEventSourceMapping", resource: mappingArn(cloud, input.UUID ?? "") },
  ],
  handle: (input, { cloud }) => describeMapping(cloud, getMapping(cloud, input.UUID)),
};
