import type { CreateEventBusRequest, CreateEventBusResponse } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { busArn, findBus } from "./bus-store.ts";
import { toTagMap } from "./resource-tags.ts";

export const createEventBus: Operation<CreateEventBusRequest, CreateEventBusResponse> = {
  members: ["Name", "Description", "Tags"],
  authorize: (input, { cloud }) => [{ action: "events:CreateEventBus", resource: busArn(cloud, input.Name ?? "") }],
  handle(input, { cloud }) {
    const name = input.Name ?? "";
    if (!/^[\w.-]{1,256}$/.test(name)) {
      throw new AwsError(
        "ValidationException",
        `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [/\\.\\-_A-Za-z0-9]+`,
      );
    }
    if (findBus(cloud, name) !== undefined) {
      throw new AwsError("ResourceAlreadyExistsException", `Event bus ${name} already exists.`);
    }
    const now = cloud.clock.now();
    cloud.db
      .prepare("INSERT INTO events_buses VALUES (?, ?, ?, ?, ?)")
      .run(name, input.Description ?? null, JSON.stringify(toTagMap(input.Tags)), now, now);
    return {
      EventBusArn: busArn(cloud, name),
      ...(input.Description === undefined ? {} : { Description: input.Description }),
    };
  },
};
