import type { ResourceType } from "./resource-type.ts";

/** Finds resource types by the name that a template gives. */
export interface ResourceTypes {
  readonly get: (name: string) => ResourceType | undefined;
}

const customResource = "AWS::CloudFormation::CustomResource";

/** `Custom::Anything` is a custom resource, unless a type of its own has that name. */
export function createResourceTypes(types: readonly ResourceType[]): ResourceTypes {
  const byName = new Map(types.map((type) => [type.name, type]));
  return {
    get: (name) => byName.get(name) ?? (name.startsWith("Custom::") ? byName.get(customResource) : undefined),
  };
}
