import type { ListConnectionsRequest, ListConnectionsResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { connectionAnswer, listAllConnections } from "./connection-store.ts";
import { takePage } from "../take-page.ts";

export const listConnections: Operation<ListConnectionsRequest, ListConnectionsResponse> = {
  members: ["NamePrefix", "ConnectionState", "NextToken", "Limit"],
  authorize: () => [{ action: "events:ListConnections", resource: "*" }],
  handle({ NamePrefix = "", ConnectionState: state, NextToken, Limit }, { cloud }) {
    const found = listAllConnections(cloud).filter(
      (connection) => connection.name.startsWith(NamePrefix) && (state === undefined || connection.state === state),
    );
    const { page, nextToken } = takePage(found, NextToken, Limit);
    return {
      Connections: page.map((connection) => ({
        ...connectionAnswer(connection),
        Name: connection.name,
        AuthorizationType: connection.authorizationType,
      })),
      ...nextToken,
    };
  },
};
