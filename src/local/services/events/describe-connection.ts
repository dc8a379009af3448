import type {
  ConnectionAuthResponseParameters,
  ConnectionBodyParameter,
  ConnectionHttpParameters,
  DescribeConnectionRequest,
  DescribeConnectionResponse,
} from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { type Connection, connectionAnswer, connectionArn, getConnection } from "./connection-store.ts";

export const describeConnection: Operation<DescribeConnectionRequest, DescribeConnectionResponse> = {
  members: ["Name"],
  authorize: ({ Name }, { cloud }) => [{ action: "events:DescribeConnection", resource: connectionArn(cloud, Name) }],
  handle({ Name }, { cloud }) {
    const connection = getConnection(cloud, Name);
    const { name, description, authorizationType, secretArn } = connection;
    return {
      ...connectionAnswer(connection),
      Name: name,
      ...(description === undefined ? {} : { Description: description }),
      AuthorizationType: authorizationType,
      SecretArn: secretArn,
      AuthParameters: withoutSecrets(connection),
    };
  },
};

function withoutSecrets({ parameters }: Connection): ConnectionAuthResponseParameters {
  const { BasicAuthParameters: basic, ApiKeyAuthParameters: key, InvocationHttpParameters: more } = parameters;
  return {
    ...(basic && { BasicAuthParameters: { Username: basic.Username } }),
    ...(key && { ApiKeyAuthParameters: { ApiKeyName: key.ApiKeyName } }),
    ...(more && { InvocationHttpParameters: withoutSecretValues(more) }),
  };
}

function withoutSecretValues(more: ConnectionHttpParameters): ConnectionHttpParameters {
  const lists = Object.entries(more).map(([list, parameters]) => [list, shown(parameters)]);
  return Object.fromEntries(lists) as ConnectionHttpParameters;
}

function shown(parameters: readonly ConnectionBodyParameter[] = []): readonly ConnectionBodyParameter[] {
  return parameters.map(({ Value, ...rest }) => (rest.IsValueSecret === true ? rest : { ...rest, Value }));
}
