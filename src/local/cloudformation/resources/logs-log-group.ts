import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { tagChanges, tagMap, type Tag } from "./tag-changes.ts";

interface LogGroupProperties {
  readonly LogGroupName?: string;
  readonly RetentionInDays?: number | string;
  readonly LogGroupClass?: string;
  readonly Tags?: readonly Tag[];
}

export const logsLogGroup = defineResourceType<LogGroupProperties>({
  name: "AWS::Logs::LogGroup",
  properties: { LogGroupName: "replace", RetentionInDays: "update", LogGroupClass: "update", Tags: "update" },
  required: [],
  attributes: ["Arn"],
  nameProperty: "LogGroupName",
  refusals: ({ LogGroupClass: group }) =>
    typeof group === "string" && group !== "STANDARD"
      ? [`AWS::Logs::LogGroup property 'LogGroupClass' with the value '${group}' is not implemented by the local cloud`]
      : [],
  tags: "list",
  async create(properties, context) {
    const logGroupName = properties.LogGroupName ?? context.physicalName({ maxLength: 512 });
    const { LogGroupClass: logGroupClass, Tags } = properties;
    await context.call("logs", "CreateLogGroup", {
      logGroupName,
      tags: tagMap(Tags),
      ...(logGroupClass !== undefined && { logGroupClass }),
    });
    context.exists(logGroupName);
    await putRetention(logGroupName, properties, context);
    return { physicalId: logGroupName, attributes: { Arn: `${arnOf(logGroupName, context)}:*` } };
  },
  async update(properties, existing, context) {
    const logGroupName = existing.physicalId;
    await putRetention(logGroupName, properties, context);
    const { set, removedKeys } = tagChanges(existing.properties.Tags, properties.Tags);
    const resourceArn = arnOf(logGroupName, context);
    if (removedKeys.length > 0) await context.call("logs", "UntagResource", { resourceArn, tagKeys: removedKeys });
    if (set.length > 0) await context.call("logs", "TagResource", { resourceArn, tags: tagMap(set) });
    return existing;
  },
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("logs", "DeleteLogGroup", { logGroupName: physicalId }));
  },
});

function arnOf(logGroupName: string, { cloud }: ResourceContext): string {
  return `arn:aws:logs:${cloud.region}:${cloud.accountId}:log-group:${logGroupName}`;
}

async function putRetention(
  logGroupName: string,
  { RetentionInDays }: LogGroupProperties,
  { call }: ResourceContext,
): Promise<void> {
  if (RetentionInDays === undefined) await call("logs", "DeleteRetentionPolicy", { logGroupName });
  else await call("logs", "PutRetentionPolicy", { logGroupName, retentionInDays: Number(RetentionInDays) });
}
