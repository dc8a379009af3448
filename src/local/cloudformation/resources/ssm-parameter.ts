import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";

interface ParameterProperties {
  readonly Name?: string;
  readonly Type: string;
  readonly Value: string;
  readonly Description?: string;
}

export const ssmParameter = defineResourceType<ParameterProperties>({
  name: "AWS::SSM::Parameter",
  properties: { Name: "replace", Type: "update", Value: "update", Description: "update" },
  required: ["Type", "Value"],
  attributes: ["Type", "Value"],
  nameProperty: "Name",
  create: (properties, context) => put(properties.Name ?? `CFN-${context.physicalName()}`, properties, false, context),
  update: (properties, existing, context) => put(existing.physicalId, properties, true, context),
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("ssm", "DeleteParameter", { Name: physicalId }));
  },
});

async function put(Name: string, properties: ParameterProperties, isUpdate: boolean, { call }: ResourceContext) {
  const { Type, Value, Description } = properties;
  await call("ssm", "PutParameter", {
    Name,
    Type,
    Value: String(Value),
    ...(Description !== undefined && { Description }),
    ...(isUpdate && { Overwrite: true }),
  });
  return { physicalId: Name, attributes: { Type, Value: String(Value) } };
}
