import { defineResourceType, type ResourceContext, type ResourceState } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { isTrue } from "./is-true.ts";

interface ConnectionProperties {
  readonly Name?: string;
  readonly Description?: string;
  readonly AuthorizationType: string;
  readonly AuthParameters: {
    readonly InvocationHttpParameters?: Readonly<Record<string, readonly HttpParameter[]>>;
  };
}

interface HttpParameter {
  readonly Key: string;
  readonly Value: string;
  readonly IsValueSecret?: boolean | string;
}

export const eventsConnection = defineResourceType<ConnectionProperties>({
  name: "AWS::Events::Connection",
  properties: {
    Name: "replace",
    Description: "update",
    AuthorizationType: "update",
    "AuthParameters.BasicAuthParameters": "update",
    "AuthParameters.ApiKeyAuthParameters": "update",
    "AuthParameters.InvocationHttpParameters": "update",
  },
  required: ["AuthorizationType", "AuthParameters"],
  attributes: ["Arn", "SecretArn"],
  nameProperty: "Name",
  async create(properties, context) {
    const Name = properties.Name ?? context.physicalName({ maxLength: 64 });
    await context.call("events", "CreateConnection", { Name, ...configurationOf(properties) });
    context.exists(Name);
    return stateOf(Name, context);
  },
  async update(properties, { physicalId: Name }, context) {
    // Left out, the description would stay as it was.
    await context.call("events", "UpdateConnection", { Name, Description: "", ...configurationOf(properties) });
    return stateOf(Name, context);
  },
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("events", "DeleteConnection", { Name: physicalId }));
  },
});

function configurationOf({ Description, AuthorizationType, AuthParameters }: ConnectionProperties): object {
  const { InvocationHttpParameters: more, ...credentials } = AuthParameters;
  const lists = Object.entries(more ?? {}).map(([list, parameters]) => [list, parameters.map(withBoolean)]);
  return {
    AuthorizationType,
    ...(Description !== undefined && { Description }),
    AuthParameters: { ...credentials, ...(more && { InvocationHttpParameters: Object.fromEntries(lists) as object }) },
  };
}

/** In templates, booleans may be texts. */
function withBoolean({ IsValueSecret: secret, ...parameter }: HttpParameter): object {
  return secret === undefined ? parameter : { ...parameter, IsValueSecret: isTrue(secret) };
}

async function stateOf(Name: string, { call }: ResourceContext): Promise<ResourceState> {
  const { ConnectionArn: Arn, SecretArn } = await call<{ readonly ConnectionArn: string; readonly SecretArn: string }>(
    "events",
    "DescribeConnection",
    { Name },
  );
  return { physicalId: Name, attributes: { Arn, SecretArn } };
}
