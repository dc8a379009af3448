import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import type { DueWork } from "../due-work.ts";
import { acceptMessage } from "./accept-message.ts";
import { checkMessage, longestMessage, sizeOf } from "./check-message.ts";
import { messageMembers } from "./sns-types.ts";
import type { MessageInput, TopicReference } from "./sns-types.ts";
import { getTopic, topicAuthorization } from "./topic-store.ts";

interface BatchEntry extends MessageInput {
  readonly Id: string;
}

interface PublishBatchRequest extends TopicReference {
  readonly PublishBatchRequestEntries: readonly BatchEntry[];
}

const mostEntries = 10;

/** All entries or none: SNS refuses the whole batch for one that is wrong. */
export const publishBatch = (deliverer: DueWork): Operation<PublishBatchRequest, object> => ({
  members: ["TopicArn", ...["Id", ...messageMembers].map((name) => `PublishBatchRequestEntries.${name}`)],
  authorize: topicAuthorization("Publish"),
  handle({ TopicArn, PublishBatchRequestEntries: entries }, { cloud }) {
    checkEntries(entries);
    const topic = getTopic(cloud, TopicArn);
    for (const entry of entries) checkMessage(topic, entry);
    if (entries.reduce((size, entry) => size + sizeOf(entry), 0) > longestMessage) {
      throw new AwsError(
        "BatchRequestTooLongException",
        "The length of all the messages put together is more than the limit.",
      );
    }
    const Successful = inTransaction(cloud.db, () =>
      entries.map((entry) => ({ Id: entry.Id, ...acceptMessage(cloud, topic, entry) })),
    );
    deliverer.wake();
    return { Successful, Failed: [] };
  },
});

function checkEntries(entries: readonly BatchEntry[]): void {
  const ids = entries.map(({ Id }) => Id);
  if (ids.length === 0) {
    throw new AwsError("EmptyBatchRequestException", "The batch request doesn't contain any entries.");
  }
  if (ids.length > mostEntries) {
    throw new AwsError(
      "TooManyEntriesInBatchRequestException",
      "The batch request contains more entries than permissible.",
    );
  }
  if (new Set(ids).size < ids.length) {
    throw new AwsError(
      "BatchEntryIdsNotDistinctException",
      "Two or more batch entries in the request have the same Id.",
    );
  }
  if (!ids.every((id) => /^[\w-]{1,80}$/.test(id))) {
    throw new AwsError(
      "InvalidBatchEntryIdException",
      "The Id of a batch entry in a batch request doesn't abide by the specification.",
    );
  }
}
