import type { JsonObject, JsonValue } from "../json-value.ts";
import { defineResourceType, type ResourceState } from "../resource-type.ts";
import type { NestedStackInput } from "../stack/nested-stacks.ts";
import type { StackRecord } from "../stack/stack-record.ts";
import type { Tag } from "./tag-changes.ts";

interface StackProperties {
  readonly TemplateURL: string;
  readonly Parameters?: JsonObject;
  readonly Tags?: readonly Tag[];
}

/** A nested stack; its outputs are attributes of the resource. */
export const cloudformationStack = defineResourceType<StackProperties>({
  name: "AWS::CloudFormation::Stack",
  properties: { TemplateURL: "update", Parameters: "update", Tags: "update" },
  required: ["TemplateURL"],
  attributes: ["Outputs.*"],
  tags: "list",
  async create(properties, { nestedStacks, physicalName, stackId, exists }) {
    const name = physicalName({ maxLength: 128 });
    return stateOf(await nestedStacks.create(stackId, name, inputOf(properties), exists));
  },
  async update(properties, { physicalId }, { nestedStacks }) {
    return stateOf(await nestedStacks.update(physicalId, inputOf(properties)));
  },
  delete: ({ physicalId }, { nestedStacks }) => nestedStacks.delete(physicalId),
});

function inputOf({ TemplateURL, Parameters = {}, Tags = [] }: StackProperties): NestedStackInput {
  return {
    templateUrl: TemplateURL,
    parameters: Object.fromEntries(Object.entries(Parameters).map(([name, value]) => [name, textOf(value)])),
    tags: Tags,
  };
}

function textOf(value: JsonValue): string {
  return Array.isArray(value) ? value.join(",") : String(value);
}

function stateOf({ stackId, outputs }: StackRecord): ResourceState {
  return {
    physicalId: stackId,
    attributes: Object.fromEntries(outputs.map(({ key, value }) => [`Outputs.${key}`, value])),
  };
}
