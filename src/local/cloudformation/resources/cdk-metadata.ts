import { defineResourceType } from "../resource-type.ts";

/** What the CDK adds for its usage statistics: there is nothing to make. */
export const cdkMetadata = defineResourceType({
  name: "AWS::CDK::Metadata",
  properties: { Analytics: "update" },
  required: [],
  attributes: [],
  create: (_properties, context) => Promise.resolve({ physicalId: context.physicalName(), attributes: {} }),
  update: (_properties, existing) => Promise.resolve(existing),
  delete: () => Promise.resolve(),
});
