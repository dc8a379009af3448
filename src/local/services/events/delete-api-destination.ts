import type { DeleteApiDestinationRequest, DeleteApiDestinationResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { apiDestinationAuthorization, getApiDestination, removeApiDestination } from "./api-destination-store.ts";

/** Rules that name it keep it as a target: what they send there fails from now on. */
export const deleteApiDestination: Operation<DeleteApiDestinationRequest, DeleteApiDestinationResponse> = {
  members: ["Name"],
  authorize: apiDestinationAuthorization("DeleteApiDestination"),
  handle({ Name }, { cloud }) {
    removeApiDestination(cloud, getApiDestination(cloud, Name).name);
    return {};
  },
};
