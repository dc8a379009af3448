import type { CreateApiDestinationRequest, CreateApiDestinationResponse } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import {
  type ApiDestination,
  apiDestinationAnswer,
  apiDestinationArn,
  apiDestinationAuthorization,
  findApiDestination,
  putApiDestination,
  usualRatePerSecond,
} from "./api-destination-store.ts";
import { checkNewApiDestination, requireConnection } from "./check-api-destination.ts";

export const createApiDestination: Operation<CreateApiDestinationRequest, CreateApiDestinationResponse> = {
  members: ["Name", "Description", "ConnectionArn", "InvocationEndpoint", "HttpMethod", "InvocationRateLimitPerSecond"],
  authorize: apiDestinationAuthorization("CreateApiDestination"),
  handle(input, { cloud }) {
    const given = checkNewApiDestination(input);
    const { name } = given;
    if (findApiDestination(cloud, { name }) !== undefined) {
      throw new AwsError("ResourceAlreadyExistsException", `An api-destination '${name}' already exists.`);
    }
    requireConnection(cloud, given.connectionArn);
    const now = cloud.clock.now();
    const destination: ApiDestination = {
      ...given,
      arn: `${apiDestinationArn(cloud, name)}/${cloud.newId()}`,
      description: input.Description,
      ratePerSecond: input.InvocationRateLimitPerSecond ?? usualRatePerSecond,
      createdAt: now,
      modifiedAt: now,
    };
    putApiDestination(cloud, destination);
    return apiDestinationAnswer(cloud, destination);
  },
};
