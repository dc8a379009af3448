import { defineResourceType } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";

interface AliasProperties {
  readonly FunctionName: string;
  readonly Name: string;
  readonly FunctionVersion: string;
  readonly Description?: string;
}

export const lambdaAlias = defineResourceType<AliasProperties>({
  name: "AWS::Lambda::Alias",
  properties: { FunctionName: "replace", Name: "replace", FunctionVersion: "update", Description: "update" },
  required: ["FunctionName", "Name", "FunctionVersion"],
  attributes: ["AliasArn"],
  async create(properties, { call, exists }) {
    const { AliasArn } = await call<{ readonly AliasArn: string }>("lambda", "CreateAlias", { ...properties });
    exists(AliasArn);
    return { physicalId: AliasArn, attributes: { AliasArn } };
  },
  async update({ FunctionName, Name, FunctionVersion, Description = "" }, existing, { call }) {
    await call("lambda", "UpdateAlias", { FunctionName, Name, FunctionVersion, Description });
    return existing;
  },
  async delete({ properties: { FunctionName, Name } }, { call }) {
    await ignoreMissing(call("lambda", "DeleteAlias", { FunctionName, Name }));
  },
});
