import type { DeleteEventBusRequest } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { busArn, busNameOf, defaultBus } from "./bus-store.ts";
import { listRulesOf } from "./rule-store.ts";

export const deleteEventBus: Operation<DeleteEventBusRequest, object> = {
  members: ["Name"],
  authorize: (input, { cloud }) => [
    { action: "events:DeleteEventBus", resource: busArn(cloud, busNameOf(input.Name)) },
  ],
  handle(input, { cloud }) {
    const name = busNameOf(input.Name);
    if (name === defaultBus) throw new AwsError("ValidationException", `Cannot delete event bus ${name}.`);
    if (listRulesOf(cloud, name).length > 0) {
      throw new AwsError("ValidationException", "Event bus can't be deleted since it has rules.");
    }
    // As on AWS, deleting what is not there is no error.
    cloud.db.prepare("DELETE FROM events_buses WHERE name = ?").run(name);
    return {};
  },
};
