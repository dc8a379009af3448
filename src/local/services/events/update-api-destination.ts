import type { UpdateApiDestinationRequest, UpdateApiDestinationResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import {
  type ApiDestination,
  apiDestinationAnswer,
  apiDestinationAuthorization,
  getApiDestination,
  putApiDestination,
} from "./api-destination-store.ts";
import { checkApiDestinationUpdate, requireConnection } from "./check-api-destination.ts";

/** What is left out stays as it was; the ARN does in any case. */
export const updateApiDestination: Operation<UpdateApiDestinationRequest, UpdateApiDestinationResponse> = {
  members: ["Name", "Description", "ConnectionArn", "InvocationEndpoint", "HttpMethod", "InvocationRateLimitPerSecond"],
  authorize: apiDestinationAuthorization("UpdateApiDestination"),
  handle(input, { cloud }) {
    checkApiDestinationUpdate(input);
    const before = getApiDestination(cloud, input.Name);
    if (input.ConnectionArn !== undefined) requireConnection(cloud, input.ConnectionArn);
    const destination: ApiDestination = {
      ...before,
      description: input.Description ?? before.description,
      connectionArn: input.ConnectionArn ?? before.connectionArn,
      endpoint: input.InvocationEndpoint ?? before.endpoint,
      method: input.HttpMethod ?? before.method,
      ratePerSecond: input.InvocationRateLimitPerSecond ?? before.ratePerSecond,
      modifiedAt: cloud.clock.now(),
    };
    putApiDestination(cloud, destination);
    return apiDestinationAnswer(cloud, destination);
  },
};
