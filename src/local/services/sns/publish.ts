import { notImplemented } from "../../aws-error.ts";
import type { Authorization, Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import type { DueWork } from "../due-work.ts";
import { acceptMessage } from "./accept-message.ts";
import type { AcceptedMessage } from "./accept-message.ts";
import { checkMessage } from "./check-message.ts";
import { invalidParameter } from "./errors.ts";
import { messageMembers } from "./sns-types.ts";
import type { MessageInput } from "./sns-types.ts";
import { getTopic } from "./topic-store.ts";

interface PublishRequest extends MessageInput {
  readonly TopicArn?: string;
  readonly TargetArn?: string;
  readonly PhoneNumber?: string;
}

export const publish = (deliverer: DueWork): Operation<PublishRequest, AcceptedMessage> => ({
  members: ["TopicArn", "TargetArn", "PhoneNumber", ...messageMembers],
  authorize: ({ TopicArn, TargetArn }): readonly Authorization[] => [
    { action: "sns:Publish", resource: TopicArn ?? TargetArn ?? "*" },
  ],
  handle(input, { cloud }) {
    const { TopicArn, TargetArn, PhoneNumber } = input;
    if (PhoneNumber !== undefined) throw notImplemented("The member PhoneNumber of sns Publish (there is no SMS here)");
    const arn = TopicArn ?? TargetArn;
    if (arn === undefined) throw invalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
    if (arn.includes(":endpoint/")) {
      throw invalidParameter("TargetArn Reason: No endpoint found for the target arn specified");
    }
    const topic = getTopic(cloud, arn, TopicArn === undefined ? "TargetArn" : "TopicArn");
    checkMessage(topic, input);
    const accepted = inTransaction(cloud.db, () => acceptMessage(cloud, topic, input));
    deliverer.wake();
    return accepted;
  },
});
