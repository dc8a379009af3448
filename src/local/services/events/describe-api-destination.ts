import type { DescribeApiDestinationRequest, DescribeApiDestinationResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { apiDestinationAuthorization, apiDestinationSummary, getApiDestination } from "./api-destination-store.ts";

export const describeApiDestination: Operation<DescribeApiDestinationRequest, DescribeApiDestinationResponse> = {
  members: ["Name"],
  authorize: apiDestinationAuthorization("DescribeApiDestination"),
  handle({ Name }, { cloud }) {
    const destination = getApiDestination(cloud, Name);
    const { description } = destination;
    return {
      ...apiDestinationSummary(cloud, destination),
      ...(description === undefined ? {} : { Description: description }),
    };
  },
};
