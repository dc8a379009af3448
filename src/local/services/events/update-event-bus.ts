import type { UpdateEventBusRequest, UpdateEventBusResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { busArn, busNameOf, getBus } from "./bus-store.ts";

export const updateEventBus: Operation<UpdateEventBusRequest, UpdateEventBusResponse> = {
  members: ["Name", "Description"],
  authorize: (input, { cloud }) => [
    { action: "events:UpdateEventBus", resource: busArn(cloud, busNameOf(input.Name)) },
  ],
  handle(input, { cloud }) {
    const { name } = getBus(cloud, input.Name);
    cloud.db
      .prepare("UPDATE events_buses SET description = ?, modified_at = ? WHERE name = ?")
      .run(input.Description ?? null, cloud.clock.now(), name);
    return { Arn: busArn(cloud, name), Name: name, ...(input.Description && { Description: input.Description }) };
  },
};
