import type { CreateConnectionRequest, CreateConnectionResponse } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { authParameters, checkAuthParameters, checkConnectionName } from "./check-connection.ts";
import {
  connectionAnswer,
  connectionArn,
  connectionSecretArn,
  findConnection,
  putConnection,
} from "./connection-store.ts";

/** The credentials are kept by the connection itself; a secret of Secrets Manager is named, and rights on it are asked for. */
export const createConnection: Operation<CreateConnectionRequest, CreateConnectionResponse> = {
  members: ["Name", "Description", "AuthorizationType", ...authParameters],
  authorize: ({ Name }, { cloud }) => [
    { action: "events:CreateConnection", resource: connectionArn(cloud, Name) },
    { action: "secretsmanager:CreateSecret", resource: connectionSecretArn(cloud, `${Name}/*`) },
  ],
  handle(input, { cloud }) {
    const name = checkConnectionName(input.Name);
    const parameters = checkAuthParameters(input.AuthorizationType, input.AuthParameters);
    if (findConnection(cloud, { name }) !== undefined) {
      throw new AwsError("ResourceAlreadyExistsException", `Connection ${name} already exists.`);
    }
    const now = cloud.clock.now();
    const id = cloud.newId();
    const connection = {
      name,
      arn: `${connectionArn(cloud, name)}/${id}`,
      secretArn: connectionSecretArn(cloud, `${name}/${cloud.newId()}-${id.slice(0, 6)}`),
      description: input.Description,
      authorizationType: input.AuthorizationType!,
      parameters,
      state: "AUTHORIZED",
      createdAt: now,
      modifiedAt: now,
      authorizedAt: now,
    } as const;
    putConnection(cloud, connection);
    const { LastAuthorizedTime: _unanswered, ...answer } = connectionAnswer(connection);
    return answer;
  },
};
