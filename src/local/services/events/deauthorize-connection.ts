import type { DeauthorizeConnectionRequest, DeauthorizeConnectionResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { connectionAnswer, connectionArn, getConnection, putConnection } from "./connection-store.ts";

/** Forgets the credentials: HTTP Tasks fail until the connection is updated with others. */
export const deauthorizeConnection: Operation<DeauthorizeConnectionRequest, DeauthorizeConnectionResponse> = {
  members: ["Name"],
  authorize: ({ Name }, { cloud }) => [
    { action: "events:DeauthorizeConnection", resource: connectionArn(cloud, Name) },
  ],
  handle({ Name }, { cloud }) {
    const connection = getConnection(cloud, Name);
    const modifiedAt = cloud.clock.now();
    putConnection(cloud, { ...connection, parameters: {}, state: "DEAUTHORIZED", modifiedAt });
    return { ...connectionAnswer({ ...connection, modifiedAt }), ConnectionState: "DEAUTHORIZING" };
  },
};
