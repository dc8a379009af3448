import type { Operation } from "../../service.ts";
import { invalidParameter } from "./errors.ts";
import type { Attributes, Tag, TopicReference } from "./sns-types.ts";
import { checkTags } from "./check-tags.ts";
import { checkTopicAttribute, keptAttributes } from "./topic-attributes.ts";
import { findTopic, isFifo, putTopic, toTagMap, topicArn } from "./topic-store.ts";
import type { Topic } from "./topic-store.ts";

interface CreateTopicRequest {
  readonly Name: string;
  readonly Attributes?: Attributes;
  readonly Tags?: readonly Tag[];
}

/** Creating a topic again is no error, as long as nothing given differs. */
export const createTopic: Operation<CreateTopicRequest, TopicReference> = {
  members: ["Name", "Attributes", "Tags"],
  authorize: ({ Name, Tags = [] }, { cloud }) => {
    const resource = topicArn(cloud, Name);
    const conditions = Object.fromEntries(Tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value]));
    const create = { action: "sns:CreateTopic", resource, conditions };
    return Tags.length === 0 ? [create] : [create, { action: "sns:TagResource", resource, conditions }];
  },
  handle({ Name: name, Attributes: given = {}, Tags }, { cloud }) {
    const { FifoTopic, ...attributes } = given;
    checkTopicName(name, FifoTopic);
    checkTags(Tags);
    for (const [key, value] of Object.entries(attributes)) checkTopicAttribute(key, value, isFifo({ name }));
    const existing = findTopic(cloud, name);
    if (existing === undefined) {
      putTopic(cloud, { name, attributes: keptAttributes(attributes), tags: toTagMap(Tags), unsubscribed: 0 });
    } else {
      checkIsSame(existing, attributes, Tags);
    }
    return { TopicArn: topicArn(cloud, name) };
  },
};

function checkTopicName(name: string, fifo: string | undefined): void {
  if (fifo === "true") {
    if (/^[\w-]{1,251}\.fifo$/.test(name)) return;
    throw invalidParameter(
      "Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 characters long.",
    );
  }
  if (!/^[\w-]{1,256}$/.test(name)) throw invalidParameter("Topic Name");
}

function checkIsSame(existing: Topic, attributes: Attributes, tags: readonly Tag[] | undefined): void {
  const differs = Object.entries(attributes).some(([name, value]) => (existing.attributes[name] ?? "") !== value);
  if (differs) throw invalidParameter("Attributes Reason: Topic already exists with different attributes");
  if (tags !== undefined && tags.some(({ Key, Value }) => existing.tags[Key] !== Value)) {
    throw invalidParameter("Tags Reason: Topic already exists with different tags");
  }
}
