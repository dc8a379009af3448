import { defineResourceType, type ResourceContext, type ResourceState } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { tagChanges, type Tag } from "./tag-changes.ts";

interface ScheduleGroupProperties {
  readonly Name?: string;
  readonly Tags?: readonly Tag[];
}

interface ScheduleGroup {
  readonly Arn: string;
  readonly State: string;
  readonly CreationDate: Date;
  readonly LastModificationDate: Date;
}

export const schedulerScheduleGroup = defineResourceType<ScheduleGroupProperties>({
  name: "AWS::Scheduler::ScheduleGroup",
  properties: { Name: "replace", Tags: "update" },
  required: [],
  attributes: ["Arn", "CreationDate", "LastModificationDate", "State"],
  nameProperty: "Name",
  tags: "list",
  async create({ Name, Tags }, context) {
    const name = Name ?? context.physicalName({ maxLength: 64 });
    await context.call("scheduler", "CreateScheduleGroup", { Name: name, ...(Tags && { Tags }) });
    context.exists(name);
    return read(name, context);
  },
  async update({ Tags }, { physicalId, attributes, properties }, context) {
    const ResourceArn = attributes["Arn"];
    const { set, removedKeys } = tagChanges(properties.Tags, Tags);
    if (removedKeys.length > 0) {
      await context.call("scheduler", "UntagResource", { ResourceArn, TagKeys: removedKeys });
    }
    if (set.length > 0) await context.call("scheduler", "TagResource", { ResourceArn, Tags: set });
    return read(physicalId, context);
  },
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("scheduler", "DeleteScheduleGroup", { Name: physicalId }));
  },
});

async function read(Name: string, { call }: ResourceContext): Promise<ResourceState> {
  const group = await call<ScheduleGroup>("scheduler", "GetScheduleGroup", { Name });
  return {
    physicalId: Name,
    attributes: {
      Arn: group.Arn,
      State: group.State,
      CreationDate: group.CreationDate.toISOString(),
      LastModificationDate: group.LastModificationDate.toISOString(),
    },
  };
}
