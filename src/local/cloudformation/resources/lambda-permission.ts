import { defineResourceType } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";

interface PermissionProperties {
  readonly FunctionName: string;
  readonly Action: string;
  readonly Principal: string;
  readonly SourceArn?: string;
  readonly SourceAccount?: string;
}

export const lambdaPermission = defineResourceType<PermissionProperties>({
  name: "AWS::Lambda::Permission",
  properties: {
    FunctionName: "replace",
    Action: "replace",
    Principal: "replace",
    SourceArn: "replace",
    SourceAccount: "replace",
  },
  required: ["FunctionName", "Action", "Principal"],
  attributes: ["Id"],
  async create(properties, { call, exists, physicalName }) {
    const StatementId = physicalName({ maxLength: 100 });
    const { FunctionName, ...statement } = properties;
    await call("lambda", "AddPermission", { ...functionOf(FunctionName), ...statement, StatementId });
    exists(StatementId);
    return { physicalId: StatementId, attributes: { Id: StatementId } };
  },
  update: (_properties, existing) => Promise.resolve(existing),
  async delete({ physicalId, properties }, { call }) {
    const request = { ...functionOf(properties.FunctionName), StatementId: physicalId };
    await ignoreMissing(call("lambda", "RemovePermission", request));
  },
});

/** `FunctionName` may be the ARN of a version or alias; the API wants its qualifier apart. */
function functionOf(name: string): { readonly FunctionName: string; readonly Qualifier?: string } {
  const parts = name.split(":");
  const qualifier = name.startsWith("arn:") ? parts[7] : parts[1];
  if (qualifier === undefined) return { FunctionName: name };
  return { FunctionName: name.slice(0, -qualifier.length - 1), Qualifier: qualifier };
}
