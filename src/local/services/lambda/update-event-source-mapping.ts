import type { EventSourceMappingConfiguration, UpdateEventSourceMappingRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { applySettings, settingMembers } from "./event-sources/check-mapping.ts";
import { checkReach } from "./event-sources/check-reach.ts";
import type { EventSources } from "./event-sources/create-event-sources.ts";
import { describeMapping } from "./event-sources/describe-mapping.ts";
import { getMapping, mappingArn, putMapping } from "./event-sources/mapping-store.ts";
import { parseFunctionReference } from "./function-reference.ts";

export const updateEventSourceMapping = (
  sources: EventSources,
): Operation<UpdateEventSourceMappingRequest, EventSourceMappingConfiguration> => ({
  members: ["UUID", ...settingMembers],
  authorize: (input, { cloud }) => [
    { action: "lambda:UpdateEventSourceMapping", resource: mappingArn(cloud, input.UUID ?? "") },
  ],
  async handle(input, { cloud }) {
    const before = getMapping(cloud, input.UUID);
    const target =
      input.FunctionName === undefined
        ? { name: before.functionName, qualifier: before.qualifier }
        : parseFunctionReference(input.FunctionName);
    const named = { ...before, functionName: target.name, qualifier: target.qualifier };
    const mapping = { ...applySettings(named, input), modifiedAt: cloud.clock.now() };
    await checkReach(cloud, mapping);
    putMapping(cloud, mapping);
    sources.refresh(mapping.uuid);
    return describeMapping(cloud, mapping, "Updating");
  },
});
