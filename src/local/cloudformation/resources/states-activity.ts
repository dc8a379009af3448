import { defineResourceType } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { lowerTag, tagChanges, type Tag } from "./tag-changes.ts";

interface ActivityProperties {
  readonly Name: string;
  readonly Tags?: readonly Tag[];
}

export const statesActivity = defineResourceType<ActivityProperties>({
  name: "AWS::StepFunctions::Activity",
  properties: { Name: "replace", Tags: "update" },
  required: ["Name"],
  attributes: ["Arn", "Name"],
  nameProperty: "Name",
  tags: "list",
  async create({ Name, Tags }, { call, exists }) {
    const { activityArn } = await call<{ readonly activityArn: string }>("states", "CreateActivity", {
      name: Name,
      ...(Tags && { tags: Tags.map(lowerTag) }),
    });
    exists(activityArn);
    return { physicalId: activityArn, attributes: { Arn: activityArn, Name } };
  },
  async update({ Tags }, existing, { call }) {
    const resourceArn = existing.physicalId;
    const { set, removedKeys } = tagChanges(existing.properties.Tags, Tags);
    if (removedKeys.length > 0) await call("states", "UntagResource", { resourceArn, tagKeys: removedKeys });
    if (set.length > 0) await call("states", "TagResource", { resourceArn, tags: set.map(lowerTag) });
    return existing;
  },
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("states", "DeleteActivity", { activityArn: physicalId }));
  },
});
