import type { DeleteEventSourceMappingRequest, EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import type { EventSources } from "./event-sources/create-event-sources.ts";
import { describeMapping } from "./event-sources/describe-mapping.ts";
import { getMapping, mappingArn, removeMapping } from "./event-sources/mapping-store.ts";

export const deleteEventSourceMapping = (
  sources: EventSources,
): Operation<DeleteEventSourceMappingRequest, EventSourceMappingConfiguration> => ({
  members: ["UUID"],
  authorize: (input, { cloud }) => [
    { action: "lambda:DeleteEventSourceMapping", resource: mappingArn(cloud, input.UUID ?? "") },
  ],
  handle(input, { cloud }) {
    const mapping = getMapping(cloud, input.UUID);
    removeMapping(cloud, mapping.uuid);
    sources.refresh(mapping.uuid);
    return describeMapping(cloud, mapping, "Deleting");
  },
});
