import type { CreateEventSourceMappingRequest, EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { invalid } from "./constraints.ts";
import { applySettings, isStreamArn, requireSourceArn, settingMembers } from "./event-sources/check-mapping.ts";
import { checkReach } from "./event-sources/check-reach.ts";
import { blankStreamSettings } from "./event-sources/stream-settings.ts";
import { keepPosition, latestSequenceNumber } from "./event-sources/stream-positions.ts";
import type { EventSources } from "./event-sources/create-event-sources.ts";
import { describeMapping } from "./event-sources/describe-mapping.ts";
import { listMappings, putMapping, type EventSourceMapping } from "./event-sources/mapping-store.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";

export const createEventSourceMapping = (
  sources: EventSources,
): Operation<CreateEventSourceMappingRequest, EventSourceMappingConfiguration> => ({
  members: ["EventSourceArn", "StartingPosition", ...settingMembers, "Tags"],
  authorize: () => [{ action: "lambda:CreateEventSourceMapping", resource: "*" }],
  async handle(input, { cloud }) {
    const { name, qualifier } = parseFunctionReference(input.FunctionName);
    const sourceArn = requireSourceArn(input.EventSourceArn);
    const isStream = isStreamArn(sourceArn);
    if (!isStream && input.StartingPosition !== undefined) {
      throw invalid("StartingPosition is not valid for SQS event sources.");
    }
    const blank: EventSourceMapping = {
      uuid: cloud.newId(),
      sourceArn,
      functionName: name,
      qualifier,
      isEnabled: true,
      batchSize: isStream ? 100 : 10,
      windowSeconds: 0,
      filters: [],
      reportsItemFailures: false,
      maximumConcurrency: undefined,
      ...(isStream && { stream: blankStreamSettings(input) }),
      tags: input.Tags ?? {},
      modifiedAt: cloud.clock.now(),
    };
    const mapping = applySettings(blank, input);
    await checkReach(cloud, mapping);
    const twin = listMappings(cloud).find(
      (other) => other.sourceArn === mapping.sourceArn && other.functionName === name && other.qualifier === qualifier,
    );
    if (twin !== undefined) {
      throw new AwsError(
        "ResourceConflictException",
        `The event source arn (" ${mapping.sourceArn} ") and function (" ${functionArn(cloud, name, qualifier)} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${twin.uuid}`,
        409,
        { Type: "User" },
      );
    }
    inTransaction(cloud.db, () => {
      putMapping(cloud, mapping);
      if (mapping.stream?.startingPosition === "LATEST") keepPosition(cloud, mapping.uuid, latestSequenceNumber(cloud));
    });
    sources.refresh(mapping.uuid);
    return describeMapping(cloud, mapping, "Creating");
  },
});
