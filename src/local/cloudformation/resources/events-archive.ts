import type { JsonObject } from "../json-value.ts";
import { defineResourceType, type ResourceContext, type ResourceState } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { policyText } from "./policy-text.ts";

interface ArchiveProperties {
  readonly ArchiveName?: string;
  readonly SourceArn: string;
  readonly Description?: string;
  readonly EventPattern?: JsonObject | string;
  readonly RetentionDays?: number | string;
}

export const eventsArchive = defineResourceType<ArchiveProperties>({
  name: "AWS::Events::Archive",
  properties: {
    ArchiveName: "replace",
    SourceArn: "replace",
    Description: "update",
    EventPattern: "update",
    RetentionDays: "update",
    KmsKeyIdentifier: "update",
  },
  required: ["SourceArn"],
  attributes: ["Arn", "ArchiveName"],
  nameProperty: "ArchiveName",
  // aws-cdk-lib writes an empty one where no key is asked for.
  refusals: ({ KmsKeyIdentifier: key = "" }) =>
    key === "" ? [] : ["AWS::Events::Archive property 'KmsKeyIdentifier' is not implemented by the local cloud"],
  async create(properties, context) {
    const name = properties.ArchiveName ?? context.physicalName({ maxLength: 48 });
    const input = { EventSourceArn: properties.SourceArn, ...archiveOf(properties) };
    const state = await callWith("CreateArchive", name, input, context);
    context.exists(name);
    return state;
  },
  update: (properties, { physicalId }, context) =>
    callWith("UpdateArchive", physicalId, archiveOf(properties), context),
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("events", "DeleteArchive", { ArchiveName: physicalId }));
  },
});

function archiveOf({ Description, EventPattern, RetentionDays }: ArchiveProperties): object {
  return {
    ...(Description !== undefined && { Description }),
    ...(EventPattern !== undefined && { EventPattern: policyText(EventPattern) }),
    ...(RetentionDays !== undefined && { RetentionDays: Number(RetentionDays) }),
  };
}

async function callWith(
  operation: "CreateArchive" | "UpdateArchive",
  ArchiveName: string,
  input: object,
  { call }: ResourceContext,
): Promise<ResourceState> {
  const { ArchiveArn } = await call<{ readonly ArchiveArn: string }>("events", operation, { ArchiveName, ...input });
  return { physicalId: ArchiveName, attributes: { Arn: ArchiveArn, ArchiveName } };
}
