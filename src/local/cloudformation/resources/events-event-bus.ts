import { defineResourceType } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { tagChanges, type Tag } from "./tag-changes.ts";

interface EventBusProperties {
  readonly Name: string;
  readonly Description?: string;
  readonly Tags?: readonly Tag[];
}

export const eventsEventBus = defineResourceType<EventBusProperties>({
  name: "AWS::Events::EventBus",
  properties: { Name: "replace", Description: "replace", Tags: "update" },
  required: ["Name"],
  attributes: ["Arn", "Name"],
  nameProperty: "Name",
  tags: "list",
  async create({ Name, Description, Tags }, { call, exists }) {
    const { EventBusArn } = await call<{ readonly EventBusArn: string }>("events", "CreateEventBus", {
      Name,
      ...(Description !== undefined && { Description }),
      ...(Tags && { Tags }),
    });
    exists(Name);
    return { physicalId: Name, attributes: { Arn: EventBusArn, Name } };
  },
  async update({ Tags }, existing, { call }) {
    const ResourceARN = existing.attributes["Arn"];
    const { set, removedKeys } = tagChanges(existing.properties.Tags, Tags);
    if (removedKeys.length > 0) await call("events", "UntagResource", { ResourceARN, TagKeys: removedKeys });
    if (set.length > 0) await call("events", "TagResource", { ResourceARN, Tags: set });
    return existing;
  },
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("events", "DeleteEventBus", { Name: physicalId }));
  },
});
