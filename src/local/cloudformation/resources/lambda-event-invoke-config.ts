import type { JsonObject } from "../json-value.ts";
import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";

interface EventInvokeConfigProperties {
  readonly FunctionName: string;
  readonly Qualifier: string;
  readonly MaximumRetryAttempts?: number | string;
  readonly MaximumEventAgeInSeconds?: number | string;
  readonly DestinationConfig?: JsonObject;
}

export const lambdaEventInvokeConfig = defineResourceType<EventInvokeConfigProperties>({
  name: "AWS::Lambda::EventInvokeConfig",
  properties: {
    FunctionName: "replace",
    Qualifier: "replace",
    MaximumRetryAttempts: "update",
    MaximumEventAgeInSeconds: "update",
    DestinationConfig: "update",
  },
  required: ["FunctionName", "Qualifier"],
  attributes: [],
  async create(properties, context) {
    await put(properties, context);
    return { physicalId: `${properties.FunctionName}|${properties.Qualifier}`, attributes: {} };
  },
  async update(properties, existing, context) {
    await put(properties, context);
    return existing;
  },
  async delete({ properties: { FunctionName, Qualifier } }, { call }) {
    await ignoreMissing(call("lambda", "DeleteFunctionEventInvokeConfig", { FunctionName, Qualifier }));
  },
});

function put(properties: EventInvokeConfigProperties, { call }: ResourceContext): Promise<unknown> {
  const { FunctionName, Qualifier, MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = properties;
  return call("lambda", "PutFunctionEventInvokeConfig", {
    FunctionName,
    Qualifier,
    ...(MaximumRetryAttempts !== undefined && { MaximumRetryAttempts: Number(MaximumRetryAttempts) }),
    ...(MaximumEventAgeInSeconds !== undefined && { MaximumEventAgeInSeconds: Number(MaximumEventAgeInSeconds) }),
    ...(DestinationConfig && { DestinationConfig }),
  });
}
