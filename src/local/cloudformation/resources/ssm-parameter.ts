import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { tagChanges, type Tag } from "./tag-changes.ts";

interface ParameterProperties {
  readonly Name?: string;
  readonly Type: string;
  readonly Value: string;
  readonly Description?: string;
  readonly Tier?: string;
  readonly AllowedPattern?: string;
  readonly DataType?: string;
  readonly Tags?: Readonly<Record<string, string>>;
}

export const ssmParameter = defineResourceType<ParameterProperties>({
  name: "AWS::SSM::Parameter",
  properties: {
    Name: "replace",
    Type: "update",
    Value: "update",
    Description: "update",
    Tier: "update",
    AllowedPattern: "update",
    DataType: "update",
    Tags: "update",
  },
  required: ["Type", "Value"],
  attributes: ["Type", "Value"],
  nameProperty: "Name",
  tags: "map",
  async create(properties, context) {
    const name = properties.Name ?? `CFN-${context.physicalName()}`;
    const Tags = tagList(properties.Tags);
    return put(name, properties, { ...(Tags.length > 0 && { Tags }) }, context);
  },
  async update(properties, existing, context) {
    const resource = { ResourceType: "Parameter", ResourceId: existing.physicalId };
    const { set, removedKeys } = tagChanges(tagList(existing.properties.Tags), tagList(properties.Tags));
    const answer = await put(existing.physicalId, properties, { Overwrite: true }, context);
    if (removedKeys.length > 0)
      await context.call("ssm", "RemoveTagsFromResource", { ...resource, TagKeys: removedKeys });
    if (set.length > 0) await context.call("ssm", "AddTagsToResource", { ...resource, Tags: set });
    return answer;
  },
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("ssm", "DeleteParameter", { Name: physicalId }));
  },
});

const tagList = (tags: Readonly<Record<string, string>> = {}): readonly Tag[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value: String(Value) }));

async function put(Name: string, properties: ParameterProperties, more: object, { call }: ResourceContext) {
  const { Value, Tags: _tags, Name: _name, ...rest } = properties;
  await call("ssm", "PutParameter", { ...rest, Name, Value: String(Value), ...more });
  return { physicalId: Name, attributes: { Type: properties.Type, Value: String(Value) } };
}
