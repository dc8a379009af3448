import { defineResourceType } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";

interface VersionProperties {
  readonly FunctionName: string;
  readonly Description?: string;
  readonly CodeSha256?: string;
}

export const lambdaVersion = defineResourceType<VersionProperties>({
  name: "AWS::Lambda::Version",
  properties: { FunctionName: "replace", Description: "replace", CodeSha256: "replace" },
  required: ["FunctionName"],
  attributes: ["FunctionArn", "Version"],
  async create({ FunctionName, Description, CodeSha256 }, { call, exists }) {
    const { FunctionArn, Version } = await call<{ readonly FunctionArn: string; readonly Version: string }>(
      "lambda",
      "PublishVersion",
      {
        FunctionName,
        ...(Description !== undefined && { Description }),
        ...(CodeSha256 !== undefined && { CodeSha256 }),
      },
    );
    exists(FunctionArn);
    return { physicalId: FunctionArn, attributes: { FunctionArn, Version } };
  },
  update: (_properties, existing) => Promise.resolve(existing),
  async delete({ physicalId }, { call }) {
    const colon = physicalId.lastIndexOf(":");
    const [FunctionName, Qualifier] = [physicalId.slice(0, colon), physicalId.slice(colon + 1)];
    await ignoreMissing(call("lambda", "DeleteFunction", { FunctionName, Qualifier }));
  },
});
