import type { CreateEventSourceMappingRequest, EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { applySettings, checkReach, requireQueueArn, settingMembers } from "./event-sources/check-mapping.ts";
import type { EventSources } from "./event-sources/create-event-sources.ts";
import { describeMapping } from "./event-sources/describe-mapping.ts";
import { listMappings, putMapping, type EventSourceMapping } from "./event-sources/mapping-store.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";

export const createEventSourceMapping = (
  sources: EventSources,
): Operation<CreateEventSourceMappingRequest, EventSourceMappingConfiguration> => ({
  members: ["EventSourceArn", ...settingMembers, "Tags"],
  authorize: () => [{ action: "lambda:CreateEventSourceMapping", resource: "*" }],
  async handle(input, { cloud }) {
    const { name, qualifier } = parseFunctionReference(input.FunctionName);
    const blank: EventSourceMapping = {
      uuid: cloud.newId(),
      queueArn: requireQueueArn(input.EventSourceArn),
      functionName: name,
      qualifier,
      isEnabled: true,
      batchSize: 10,
      windowSeconds: 0,
      filters: [],
      reportsItemFailures: false,
      maximumConcurrency: undefined,
      tags: input.Tags ?? {},
      modifiedAt: cloud.clock.now(),
    };
    const mapping = applySettings(blank, input);
    await checkReach(cloud, mapping);
    const twin = listMappings(cloud).find(
      (other) => other.queueArn === mapping.queueArn && other.functionName === name && other.qualifier === qualifier,
    );
    if (twin !== undefined) {
      throw new AwsError(
        "ResourceConflictException",
        `The event source arn (" ${mapping.queueArn} ") and function (" ${functionArn(cloud, name, qualifier)} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${twin.uuid}`,
        409,
        { Type: "User" },
      );
    }
    putMapping(cloud, mapping);
    sources.refresh(mapping.uuid);
    return describeMapping(cloud, mapping, "Creating");
  },
});
