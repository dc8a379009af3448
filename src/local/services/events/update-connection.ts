import type { UpdateConnectionRequest, UpdateConnectionResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { authParameters, checkAuthParameters } from "./check-connection.ts";
import {
  connectionAnswer,
  connectionArn,
  connectionSecretArn,
  getConnection,
  putConnection,
} from "./connection-store.ts";

/** New parameters take the place of all that were there, and authorize the connection again. */
export const updateConnection: Operation<UpdateConnectionRequest, UpdateConnectionResponse> = {
  members: ["Name", "Description", "AuthorizationType", ...authParameters],
  authorize: ({ Name }, { cloud }) => [
    { action: "events:UpdateConnection", resource: connectionArn(cloud, Name) },
    { action: "secretsmanager:UpdateSecret", resource: connectionSecretArn(cloud, `${Name}/*`) },
  ],
  handle({ Name, Description, AuthorizationType, AuthParameters }, { cloud }) {
    const before = getConnection(cloud, Name);
    const authorizationType = AuthorizationType ?? before.authorizationType;
    const isNew = AuthorizationType !== undefined || AuthParameters !== undefined;
    const now = cloud.clock.now();
    const connection = {
      ...before,
      description: Description ?? before.description,
      authorizationType,
      modifiedAt: now,
      ...(isNew && {
        parameters: checkAuthParameters(authorizationType, AuthParameters ?? before.parameters),
        state: "AUTHORIZED" as const,
        authorizedAt: now,
      }),
    };
    putConnection(cloud, connection);
    return connectionAnswer(connection);
  },
};
