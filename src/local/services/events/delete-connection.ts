import type { DeleteConnectionRequest, DeleteConnectionResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import {
  connectionAnswer,
  connectionArn,
  connectionSecretArn,
  getConnection,
  removeConnection,
} from "./connection-store.ts";

export const deleteConnection: Operation<DeleteConnectionRequest, DeleteConnectionResponse> = {
  members: ["Name"],
  authorize: ({ Name }, { cloud }) => [
    { action: "events:DeleteConnection", resource: connectionArn(cloud, Name) },
    { action: "secretsmanager:DeleteSecret", resource: connectionSecretArn(cloud, `${Name}/*`) },
  ],
  handle({ Name }, { cloud }) {
    const connection = getConnection(cloud, Name);
    removeConnection(cloud, connection.name);
    return { ...connectionAnswer(connection), ConnectionState: "DELETING" };
  },
};
