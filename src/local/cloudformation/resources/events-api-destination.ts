import { defineResourceType, type ResourceContext, type ResourceState } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";

interface ApiDestinationProperties {
  readonly Name?: string;
  readonly Description?: string;
  readonly ConnectionArn: string;
  readonly InvocationEndpoint: string;
  readonly HttpMethod: string;
  readonly InvocationRateLimitPerSecond?: number | string;
}

export const eventsApiDestination = defineResourceType<ApiDestinationProperties>({
  name: "AWS::Events::ApiDestination",
  properties: {
    Name: "replace",
    Description: "update",
    ConnectionArn: "update",
    InvocationEndpoint: "update",
    HttpMethod: "update",
    InvocationRateLimitPerSecond: "update",
  },
  required: ["ConnectionArn", "InvocationEndpoint", "HttpMethod"],
  attributes: ["Arn", "ArnForPolicy"],
  nameProperty: "Name",
  async create(properties, context) {
    const Name = properties.Name ?? context.physicalName({ maxLength: 64 });
    const state = await callWith("CreateApiDestination", Name, configurationOf(properties), context);
    context.exists(Name);
    return state;
  },
  update: (properties, { physicalId }, context) =>
    // Left out, they would stay as they were.
    callWith(
      "UpdateApiDestination",
      physicalId,
      { Description: "", InvocationRateLimitPerSecond: 300, ...configurationOf(properties) },
      context,
    ),
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("events", "DeleteApiDestination", { Name: physicalId }));
  },
});

function configurationOf(properties: ApiDestinationProperties): object {
  const { Description, ConnectionArn, InvocationEndpoint, HttpMethod, InvocationRateLimitPerSecond: rate } = properties;
  return {
    ConnectionArn,
    InvocationEndpoint,
    HttpMethod,
    ...(Description !== undefined && { Description }),
    ...(rate !== undefined && { InvocationRateLimitPerSecond: Number(rate) }),
  };
}

async function callWith(
  operation: "CreateApiDestination" | "UpdateApiDestination",
  Name: string,
  input: object,
  { call }: ResourceContext,
): Promise<ResourceState> {
  const { ApiDestinationArn: Arn } = await call<{ readonly ApiDestinationArn: string }>("events", operation, {
    Name,
    ...input,
  });
  // What rights on it are given on: the ARN without the id that each destination of the name gets anew.
  return { physicalId: Name, attributes: { Arn, ArnForPolicy: Arn.slice(0, Arn.lastIndexOf("/")) } };
}
