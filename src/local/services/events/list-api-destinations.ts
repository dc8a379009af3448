import type { ListApiDestinationsRequest, ListApiDestinationsResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { takePage } from "../take-page.ts";
import { apiDestinationSummary, listAllApiDestinations } from "./api-destination-store.ts";

export const listApiDestinations: Operation<ListApiDestinationsRequest, ListApiDestinationsResponse> = {
  members: ["NamePrefix", "ConnectionArn", "NextToken", "Limit"],
  authorize: () => [{ action: "events:ListApiDestinations", resource: "*" }],
  handle({ NamePrefix = "", ConnectionArn: arn, NextToken, Limit }, { cloud }) {
    const found = listAllApiDestinations(cloud).filter(
      ({ name, connectionArn }) => name.startsWith(NamePrefix) && (arn === undefined || connectionArn === arn),
    );
    const { page, nextToken } = takePage(found, NextToken, Limit);
    return { ApiDestinations: page.map((destination) => apiDestinationSummary(cloud, destination)), ...nextToken };
  },
};
